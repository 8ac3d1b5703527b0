import type { OpenItemKind } from '../view-models.js';

interface KindWords {
  readonly plain: string;
  readonly term: string;
  readonly sign: '+' | '\u2212';
  readonly why: string;
}

const kinds: Readonly<Record<OpenItemKind, KindWords>> = {
  A: {
    plain: '账上已收，银行还没到',
    term: '企业已收、银行未收',
    sign: '+',
    why: '账上先记了收到，银行隔一两天才入账。',
  },
  B: {
    plain: '账上已付，银行还没扣',
    term: '企业已付、银行未付',
    sign: '\u2212',
    why: '账上先记了支付，银行还没把钱划走。',
  },
  C: {
    plain: '银行已收，账上还没记',
    term: '银行已收、企业未收',
    sign: '+',
    why: '钱已经到了银行，等经手人弄清是谁交的什么钱，再记账。',
  },
  D: {
    plain: '银行已扣，账上还没记',
    term: '银行已付、企业未付',
    sign: '\u2212',
    why: '银行已经把钱划走，等经手人拿到单据再记账。',
  },
};

export const reconciliationTexts = {
  title: '账和银行对得上吗',
  asOf: (day: string) => `截至 ${day}`,
  otherDay: '看别的日子',
  day: '截至哪一天',
  show: '查看',
  sides: '两边各有多少钱',
  book: '账上',
  bank: '银行',
  bookBalance: '账上的余额',
  bankBalance: '银行对账单的余额',
  adjusted: '算进以后',
  noBank: '还没有这个账户的银行流水',
  noBankNext: '没有流水，就没法和银行核对。等物管委导入银行的流水以后，这里会写两边对不对得上。',
  why: '为什么不同',
  whyNone: '两边没有差别，一笔不多，一笔不少。',
  kinds,
  daysOpen: (days: number) => (days === 0 ? '当天的' : `已 ${days} 天`),
  happened: (day: string) => `${day} 发生`,
  cleared: (day: string) => `${day} 对上`,
  stillOpen: '还没对上',
  fromBank: '银行流水，还没有凭证',
  old: '超过 30 天',
  funds: '账上的钱分别是哪项资金的',
  fundsTotal: '合计',
  formal: '正式表：银行存款余额调节表',
  journal: '账上的逐笔登记：银行存款日记账',
} as const;
