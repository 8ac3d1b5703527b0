/**
 * 银行存款余额调节表 as a document.
 *
 * 1. Both sides are brought to one figure: book + received by the bank - paid by the bank = bank + received by the
 *    book - paid by the book.
 * 2. Every open item is listed with its day, its reason and how long it is open; nothing is hidden in a sum.
 * 3. The book's balance is split by fund and held against the ledger: three ways, or the document says where they
 *    differ.
 * 4. A person's account is called by its alias alone; the bank's remarks and counterparties never appear.
 * 5. Two people sign it; whatever changes a signed day afterwards is listed.
 * 6. It is no source document: nothing may be booked from it.
 */
import { OVERDUE_DAYS } from '../../banking/rules/index.js';
import { accountFacts, accountInId } from './account-words.js';
import { chineseNumeral } from './chinese-numeral.js';
import {
  checkSection,
  estatePath,
  formSection,
  fundSection,
  itemSection,
  washSection,
  type ReconciliationFacts,
} from './reconciliation-sections.js';
import { dateCell, textCell } from './report-cells.js';
import type { ReportDocument, ReportFact, ReportSection } from './report-document.js';
import { changesSection, signaturesOf } from './signature-section.js';

export const BANK_RECONCILIATION = 'bank-reconciliation';
export const BANK_RECONCILIATION_TITLE = '银行存款余额调节表';

export function buildReconciliation(facts: ReconciliationFacts): ReportDocument {
  const { account, estate, reconciliation } = facts;
  const { on, light } = reconciliation;
  const { signOff } = facts;
  const sections: readonly (readonly [string, (title: string) => ReportSection])[] = [
    ...(signOff === undefined || signOff.changes.length === 0
      ? []
      : [['签字以后的变动', (title: string) => changesSection(title, signOff)] as const]),
    ['余额调节', (title) => formSection(title, facts)],
    ['未达账项', (title) => itemSection(title, facts)],
    ['账上余额按基金', (title) => fundSection(title, facts)],
    ['三方核对', (title) => checkSection(title, facts)],
    ...(reconciliation.washes.length === 0
      ? []
      : [['互相抵销、银行没有动钱的凭证', (title: string) => washSection(title, reconciliation)] as const]),
  ];
  return {
    id: `${BANK_RECONCILIATION}-${accountInId(account)}-${on}`,
    title: BANK_RECONCILIATION_TITLE,
    estateName: estate.name,
    span: { kind: 'as-of', text: `截至 ${on}`, on },
    source: {
      logPosition: facts.size - 1n,
      rootHash: facts.rootHash,
      preparedAt: facts.lastRecordedAt,
      standing: 'live',
    },
    light: { colour: light.colour, text: light.sentence },
    facts: headFacts(facts),
    sections: sections.map(([name, make], index) => make(`${chineseNumeral(index + 1)}、${name}`)),
    notes: [
      '调节表不是记账依据。银行已经收付、账上还没有记的，要等取得银行回单等凭证后才能记账。',
      `超过 ${OVERDUE_DAYS} 天仍未到账或未扣款的，要查明原因。`,
      '本表按目前已经记录的凭证和银行流水算出；“后来”一栏写的是截止日以后才知道的情况，不改变截止日的数字。',
    ],
    signatures: signaturesOf(facts.signOff),
    links: [{ label: '全部凭证', href: `${estatePath(facts)}/vouchers` }],
  };
}

function headFacts({ account, estate, reconciliation }: ReconciliationFacts): readonly ReportFact[] {
  const reaches = reconciliation.reachesTo;
  return [
    ...accountFacts(account, estate.bodyName),
    { key: 'on', label: '截止日', value: dateCell(reconciliation.on) },
    { key: 'unit', label: '金额单位', value: textCell('元') },
    {
      key: 'reachesTo',
      label: '银行流水到',
      value: reaches === undefined ? textCell('还没有导入') : dateCell(reaches),
    },
  ];
}
