/** Households' accounts and receipts as the doors give them. */
import type { z } from 'zod';
import { yuanFromFen } from '../kernel/fen.js';
import { rmbUppercase } from '../kernel/rmb-uppercase.js';
import type { accountAnswer, receiptAnswer, receiptsAnswer } from './household-contract.js';
import type { GivenReceipt } from './issue-receipts.js';
import { kindName, type AccountLine, type HouseholdBalances } from './rules/household-account.js';
import { lineWords, methodName, placeText, type ReceiptContent } from './rules/receipt.js';
import type { AccountRange, ShownAccount } from './show-household-account.js';
import type { ShownReceipt } from './show-receipt.js';

type LineView = z.infer<typeof accountAnswer>['lines'][number];

export function accountView(account: ShownAccount, { from, to }: AccountRange): z.infer<typeof accountAnswer> {
  return {
    unit: account.unit,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    opening: balancesView(account.opening),
    lines: account.lines.map((line) => lineView(line, account)),
    closing: balancesView(account.closing),
  };
}

function balancesView({ owedFen, advanceFen, depositFen }: HouseholdBalances): LineView['after'] {
  return { owed: yuanFromFen(owedFen), advance: yuanFromFen(advanceFen), deposit: yuanFromFen(depositFen) };
}

function lineView(line: AccountLine, { notes, receipts }: ShownAccount): LineView {
  const place = placeText(line);
  const note = notes.get(place);
  const given = receipts.get(place);
  return {
    on: line.eventOn,
    kind: line.kind,
    kindName: kindName(line.kind),
    voucher: line.voucherNo,
    ...{ account: line.account, fund: line.fund, item: line.item },
    month: line.period,
    ...(line.fen > 0n ? { debit: yuanFromFen(line.fen) } : { credit: yuanFromFen(-line.fen) }),
    after: balancesView(line.after),
    ...(note === undefined ? {} : { payment: noteView(note) }),
    ...(given === undefined
      ? {}
      : { receipts: given.map(({ number, voided }) => ({ number, void: voided !== undefined })) }),
  };
}

type NoteView = NonNullable<LineView['payment']>;

function noteView({ payer, method, receivedOn, serial, note }: NoteView): NoteView {
  return { payer, method, receivedOn, serial, note };
}

export function receiptsView(given: readonly GivenReceipt[]): z.infer<typeof receiptsAnswer> {
  return {
    receipts: given.map(({ number, unit, fen, isNew }) => ({ number, unit, amount: yuanFromFen(fen), isNew })),
  };
}

export function receiptView(shown: ShownReceipt): z.infer<typeof receiptAnswer> {
  const { receipt, estateName, takenBack, proof } = shown;
  const { number, issuedOn, voided, content } = receipt;
  return {
    number,
    estate: estateName,
    issuedOn,
    ...(voided === undefined ? {} : { void: { on: voided.on, reason: voided.reason } }),
    takenBack,
    ...(content === undefined ? {} : { content: contentView(content) }),
    ...(proof === undefined
      ? {}
      : {
          proof: {
            ...proof,
            batch: { ...proof.batch, path: [...proof.batch.path] },
            log: { ...proof.log, path: [...proof.log.path] },
          },
        }),
  };
}

function contentView(content: ReceiptContent): NonNullable<z.infer<typeof receiptAnswer>['content']> {
  const { unit, payer, method, fen, receivedOn, payee, handler, note, voucherNo } = content;
  return {
    ...{ unit, payer, method, receivedOn, payee, handler, note },
    methodName: methodName(method),
    amount: yuanFromFen(fen),
    uppercase: `人民币${rmbUppercase(fen)}`,
    voucher: voucherNo,
    lines: content.lines.map((line) => ({
      what: lineWords(line),
      item: line.item,
      month: line.period,
      amount: yuanFromFen(line.fen),
    })),
  };
}
