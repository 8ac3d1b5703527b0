/**
 * 收据 on paper.
 *
 * 1. It says what the receipt's record froze: number, household, payer, items with their months, amount in figures and
 *    in formal numerals, method, payee, handler.
 * 2. It carries the proof in short: where the payment stands and the root under which it can be found again. The whole
 *    proof is the receipt's JSON.
 * 3. A void receipt, and one whose payment was taken back, say so in the title and in the first fact.
 */
import { lineWords, methodName, shortProof, type ReceiptContent, type ReceiptProof } from '../../fees/rules/index.js';
import type { CalendarDate } from '../../kernel/calendar.js';
import { yuanFromFen } from '../../kernel/fen.js';
import { rmbUppercase } from '../../kernel/rmb-uppercase.js';
import { amountCell, dateCell, row, textCell } from './report-cells.js';
import type { ReportDocument, ReportFact, ReportSection } from './report-document.js';

export interface ReceiptDocumentFacts {
  readonly estateName: string;
  readonly number: string;
  readonly issuedOn: CalendarDate;
  /** The instant of the record, RFC 3339. */
  readonly issuedAt: string;
  readonly content: ReceiptContent;
  readonly proof: ReceiptProof;
  /** Why it counts no more; absent while it does. */
  readonly ended?: string;
}

export function buildReceipt(facts: ReceiptDocumentFacts): ReportDocument {
  const { estateName, number, issuedOn, issuedAt, ended, proof } = facts;
  const short = shortProof(proof);
  return {
    id: `receipt-${number}`,
    title: ended === undefined ? '收据' : `收据（${ended}）`,
    estateName,
    span: { kind: 'as-of', text: issuedOn, on: issuedOn },
    source: { logPosition: proof.log.size - 1, rootHash: short.root, standing: 'live', preparedAt: issuedAt },
    facts: headFacts(facts),
    sections: [itemSection(facts.content), proofSection(short)],
    notes: ['本收据由小区账本开具，不是发票。作废的收据保留编号。'],
    signatures: [{ label: '收款单位（章）' }, { label: '经手人', text: facts.content.handler }],
    links: [],
  };
}

function headFacts({ number, issuedOn, content, ended }: ReceiptDocumentFacts): ReportFact[] {
  const { unit, payer, method, receivedOn, payee, fen, note, voucherNo } = content;
  const text = (key: string, label: string, value: string): ReportFact => ({ key, label, value: textCell(value) });
  return [
    ...(ended === undefined ? [] : [text('state', '状态', ended)]),
    text('number', '编号', number),
    { key: 'issuedOn', label: '开具日期', value: dateCell(issuedOn) },
    text('unit', '户号', unit),
    text('payer', '交款人', payer === '' ? '（未写）' : payer),
    { key: 'receivedOn', label: '收款日期', value: dateCell(receivedOn) },
    text('method', '收款方式', methodName(method)),
    text('amount', '金额（小写）', `¥${yuanFromFen(fen)}`),
    text('uppercase', '金额（大写）', `人民币${rmbUppercase(fen)}`),
    text('payee', '收款单位', payee),
    text('voucher', '记账凭证', voucherNo),
    ...(note === '' ? [] : [text('note', '备注', note)]),
  ];
}

function itemSection(content: ReceiptContent): ReportSection {
  const rows = content.lines.map((line) =>
    row('normal', textCell(lineWords({ ...line, period: '' })), textCell(line.period), amountCell(line.fen)),
  );
  return {
    title: '收款项目',
    body: {
      kind: 'table',
      columns: [
        { key: 'what', label: '项目', kind: 'text' },
        { key: 'month', label: '计费期', kind: 'text' },
        { key: 'amount', label: '金额', kind: 'amount', summed: true },
      ],
      rows: [...rows, row('total', textCell('合计'), textCell(''), amountCell(content.fen))],
      whenEmpty: '没有项目。',
    },
  };
}

function proofSection(short: ReturnType<typeof shortProof>): ReportSection {
  return {
    title: '核对这笔钱',
    lead: '这笔钱已经计入公开的凭证。用下面的位置和哈希，可以在公开账本里找到它；完整证明在收据的 JSON 里。',
    body: {
      kind: 'facts',
      facts: [
        { key: 'position', label: '账本位置', value: textCell(short.position) },
        { key: 'leafHash', label: '凭证哈希', value: textCell(short.leafHash) },
        { key: 'rootHash', label: '账本根', value: textCell(short.root) },
      ],
    },
  };
}
