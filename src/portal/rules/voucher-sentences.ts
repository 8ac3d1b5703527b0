/**
 * Sentences about one voucher.
 *
 * 1. A voucher that nobody is recorded to have approved says so; it never looks approved.
 * 2. Whether the bank has it is said in every case, "not compared yet" included.
 * 3. Persons appear as their ids with the role's word.
 */
import type { Period } from '../../kernel/calendar.js';
import type {
  BankMark,
  CorrectionView,
  Movement,
  SignaturesView,
  VoucherBankView,
  VoucherRowView,
  VoucherView,
} from './view-models.js';
import { dayInWords, isolated, momentInWords, monthInWords, voucherLabel, yuan } from './wording.js';

/** The everyday word beside an amount. */
export function movementWord(movement: Movement): string {
  const words = { received: '收到', paid: '支付', moved: '划转', recorded: '记账' } as const;
  return words[movement];
}

/** The short mark in a list; empty where no bank account is touched. */
export function bankMarkWord(mark: BankMark): string {
  const words = { 'at-bank': '银行已到', 'on-the-way': '银行在途', washed: '收付相抵', none: '' } as const;
  return words[mark];
}

export function inkWord(row: Pick<VoucherRowView, 'ink' | 'replacedBy'>): string {
  const replaced = row.replacedBy === null ? '记错了，已注销' : `记错了，已更正为 ${voucherLabel(row.replacedBy)}`;
  const words = { normal: '', wrong: replaced, red: '红字注销', blue: '更正' } as const;
  return words[row.ink];
}

/** The mark of an adjustment in a list. */
export function lateWord(period: Period): string {
  return `补记，记在${monthInWords(period)}`;
}

/** What happened, in one sentence under the amount. */
export function happenedSentence(view: VoucherView): string {
  const funds = view.funds.map(({ fund }) => isolated(fund.name)).join('、');
  const day = dayInWords(view.eventOn);
  if (view.ink === 'red') return `${day}，红字注销：把${funds}里记错的一笔原样冲掉。`;
  switch (view.movement) {
    case 'received':
      return `${day}，收进${funds}。`;
    case 'paid':
      return `${day}，从${funds}支付。`;
    case 'moved':
      return `${day}，在${funds}之间划转，小区的总钱数不变。`;
    case 'recorded':
      return `${day}，记在${funds}，只记账，没有动钱。`;
  }
}

export interface SignatureStep {
  readonly role: string;
  readonly who: string;
  readonly when: string;
}

/** Who did what, in order. */
export function signatureSteps(signatures: SignaturesView): readonly SignatureStep[] {
  switch (signatures.how) {
    case 'two-persons':
      return [
        { role: '制单', who: signatures.preparer, when: moment(signatures.preparedAt) },
        { role: '审核', who: signatures.approver, when: moment(signatures.approvedAt) },
      ];
    case 'posting-agent':
      return [{ role: '系统过账', who: signatures.agent, when: momentInWords(signatures.at) }];
    case 'import':
      return [{ role: '导入账册', who: '未留审批记录', when: momentInWords(signatures.at) }];
  }
}

/** The same in one line, for a step of a correction. */
export function signatureLine(signatures: SignaturesView): string {
  return signatures.how === 'import'
    ? '导入账册，未留审批记录'
    : signatureSteps(signatures)
        .map((step) => `${step.role} ${step.who}`)
        .join('，');
}

export function bankSentences(bank: VoucherBankView): readonly string[] {
  switch (bank.status) {
    case 'at-bank':
      return bank.lines.map(
        (line) => `${dayInWords(line.on)}，银行${line.direction === 'in' ? '收到' : '付出'} ${yuan(line.amountFen)}。`,
      );
    case 'on-the-way':
      return [`银行在途：截至 ${dayInWords(bank.asOf)}，银行流水里还没有这一笔。`];
    case 'washed':
      return ['在这个银行账户上一进一出正好相抵，银行流水里没有这一笔。'];
    case 'not-compared':
      return ['还没有和银行流水核对。'];
    case 'none':
      return ['这一笔不经过银行账户。'];
  }
}

/** Which of the three this page is, and what became of it. */
export function correctionSentence(correction: CorrectionView, number: string): string {
  const { wrong, red, blue } = correction;
  const cancelled = `${voucherLabel(red.number)} 用红字注销`;
  const replaced = blue === null ? '没有重做' : `${voucherLabel(blue.number)} 重新记对`;
  if (number === wrong.number) return `这一笔记错了：${cancelled}，${replaced}。原来的记录保留，不删不改。`;
  if (number === red.number) return `这一笔是更正的前一半：注销记错的 ${voucherLabel(wrong.number)}，${replaced}。`;
  return `这一笔是更正后的：${voucherLabel(wrong.number)} 记错了，${cancelled}，在这里重新记对。`;
}

function moment(instant: string | null): string {
  return instant === null ? '时间未记' : momentInWords(instant);
}
