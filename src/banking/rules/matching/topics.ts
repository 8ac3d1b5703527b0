/**
 * What a text is about, in the few words that estates and banks share.
 *
 * 1. A topic is found in the bank's summary and remark and in a voucher's summary by the same words.
 * 2. A topic is a hint: it tells equal amounts apart and never makes a match alone.
 */

export type Topic =
  | 'interest'
  | 'bank-fee'
  | 'electricity'
  | 'water'
  | 'parking'
  | 'property-fee'
  | 'wages'
  | 'works'
  | 'insurance'
  | 'office'
  | 'site'
  | 'advertising'
  | 'scrap'
  | 'returned'
  | 'reversal'
  | 'settlement';

const WORDS: Readonly<Record<Topic, RegExp>> = {
  interest: /结息|利息|INTEREST/,
  'bank-fee': /手续费|工本费|账户(?:管理|服务)费|短信费|汇费|转账费|对公账户年费|BANK ?FEE|CHARGES/,
  electricity: /电费|国网|供电/,
  water: /水费|自来水|供水/,
  parking: /停车|车位|月卡/,
  'property-fee': /物业费|物业服务费|物管费/,
  wages: /工资|津贴|补贴|代发|劳务费/,
  works: /工程款|维修款|改造|设备款/,
  insurance: /保险|保费/,
  office: /办公|打印|文印|耗材/,
  site: /场地|租金|租赁|快递柜/,
  advertising: /广告/,
  scrap: /废旧|废品|回收/,
  returned: /退汇|退票|退回|退款|账号户名不符|RETURN|REFUND/,
  reversal: /冲账|冲正|抹账|撤销|红字|REVERS/,
  settlement: /聚合|结算款|商户|扫码|通联|银联|财付通|支付宝|微信|支付通道|收单/,
};

/** Topics that say how money came, not what for; they contradict nothing. */
const MANNERS: ReadonlySet<Topic> = new Set(['returned', 'reversal', 'settlement']);

const ORDER = Object.keys(WORDS) as Topic[];

export function topicsOf(text: string): ReadonlySet<Topic> {
  return text === '' ? NONE : new Set(ORDER.filter((topic) => WORDS[topic].test(text)));
}

const NONE: ReadonlySet<Topic> = new Set();

export type Agreement = 'agree' | 'contradict' | 'silent';

export function topicsAgree(one: ReadonlySet<Topic>, other: ReadonlySet<Topic>): Agreement {
  const [purposes, others] = [purposesOf(one), purposesOf(other)];
  if (purposes.length === 0 || others.length === 0) return 'silent';
  return purposes.some((topic) => other.has(topic)) ? 'agree' : 'contradict';
}

function purposesOf(topics: ReadonlySet<Topic>): Topic[] {
  return [...topics].filter((topic) => !MANNERS.has(topic));
}
