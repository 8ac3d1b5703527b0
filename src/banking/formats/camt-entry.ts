/**
 * One booked entry of a camt.053 statement.
 *
 * 1. `CdtDbtInd` says which way the money went, of a reversal too; an entry that is not booked (pending, future,
 *    information) is no line.
 * 2. A batch whose details add up to the entry becomes one line for each detail, so that every payer is seen; any other
 *    entry is one line with the texts of its details.
 * 3. The counterparty is the debtor of money in and the creditor of money out.
 */
import { ZERO_FEN, type Fen } from '../../kernel/fen.js';
import type { EntryPlace } from './booked-statements.js';
import type { BookedEntry } from './entries.js';
import { readAmount, readMoment, type AmountReading } from './read-cells.js';
import { at, textAt, within, type XmlElement } from './xml-elements.js';

export interface CamtEntries {
  readonly entries: readonly BookedEntry[];
  readonly problem?: { readonly code: string; readonly place: EntryPlace };
}

export function camtAmount(element: XmlElement | undefined): AmountReading {
  return readAmount(element?.text);
}

export function isMoneyIn(element: XmlElement): boolean | undefined {
  const indicator = textAt(element, 'CdtDbtInd');
  return indicator === 'CRDT' ? true : indicator === 'DBIT' ? false : undefined;
}

export function isRenminbi(amount: XmlElement | undefined): boolean {
  return /^(CNY|RMB)$/.test(amount?.attributes['Ccy'] ?? 'CNY');
}

export function readCamtEntry(entry: XmlElement): CamtEntries {
  const status = textAt(entry, 'Sts/Cd', 'Sts/Prtry', 'Sts');
  if (status !== '' && status !== 'BOOK') return { entries: [] };
  const amountFen = entryAmount(entry);
  if (typeof amountFen !== 'bigint') return amountFen;
  const isIn = isMoneyIn(entry);
  if (isIn === undefined) {
    return refused('STATEMENT_DIRECTION_UNREADABLE', entry, 'CdtDbtInd', textAt(entry, 'CdtDbtInd'));
  }
  const day = textAt(entry, 'BookgDt/Dt', 'BookgDt/DtTm', 'ValDt/Dt', 'ValDt/DtTm');
  const moment = readMoment(day.replace(/(?:Z|[+-]\d\d:\d\d)$/, ''));
  if (moment === undefined) return refused('STATEMENT_DATE_UNREADABLE', entry, 'BookgDt', day);
  if (amountFen === 0n) return { entries: [] };
  const isReversal = /^(true|1)$/.test(textAt(entry, 'RvslInd'));
  return { entries: linesOf(entry, { isIn, isReversal, amountFen, moment }) };
}

function entryAmount(entry: XmlElement): Fen | CamtEntries {
  const amount = at(entry, 'Amt');
  const reading = camtAmount(amount);
  if (!isRenminbi(amount)) return refused('STATEMENT_CURRENCY_FOREIGN', entry, 'Amt/Ccy', amount?.attributes['Ccy']);
  if (reading.kind === 'amount') return reading.fen;
  const code = reading.kind === 'too-fine' ? 'STATEMENT_AMOUNT_TOO_FINE' : 'STATEMENT_AMOUNT_UNREADABLE';
  return refused(code, entry, 'Amt', amount?.text);
}

interface EntryFacts {
  readonly isIn: boolean;
  readonly isReversal: boolean;
  readonly amountFen: Fen;
  readonly moment: NonNullable<ReturnType<typeof readMoment>>;
}

function linesOf(entry: XmlElement, facts: EntryFacts): BookedEntry[] {
  const details = within(entry, 'TxDtls');
  const shares = details.map((detail) => signedShare(detail, facts.isIn));
  const total = shares.reduce<bigint | undefined>(
    (sum, share) => (sum === undefined || share === undefined ? undefined : sum + share),
    0n,
  );
  const reference = textAt(entry, 'AcctSvcrRef');
  if (details.length > 1 && total === facts.amountFen) {
    return details.map((detail, index) => {
      const own = textAt(detail, 'Refs/AcctSvcrRef');
      const serial =
        own !== '' && own !== reference ? own : reference === '' ? '' : `${reference}#${String(index + 1)}`;
      return lineOf(entry, [detail], { ...facts, amountFen: shares[index] ?? facts.amountFen }, serial);
    });
  }
  return [lineOf(entry, details, facts, reference === '' ? textAt(details[0], 'Refs/AcctSvcrRef') : reference)];
}

/** What a detail adds to its entry; `undefined` where it has no amount of the account's currency. */
function signedShare(detail: XmlElement, entryIsIn: boolean): Fen | undefined {
  const amount = at(detail, 'Amt') ?? at(detail, 'AmtDtls', 'TxAmt', 'Amt') ?? at(detail, 'AmtDtls', 'InstdAmt', 'Amt');
  const reading = camtAmount(amount);
  if (reading.kind !== 'amount' || reading.fen === 0n || !isRenminbi(amount)) return undefined;
  // A detail against the direction of its batch is taken off it.
  const against = (isMoneyIn(detail) ?? entryIsIn) !== entryIsIn;
  return against ? undefined : reading.fen;
}

function lineOf(entry: XmlElement, details: readonly XmlElement[], facts: EntryFacts, serial: string): BookedEntry {
  const { isIn, isReversal, amountFen, moment } = facts;
  const remarks = details.flatMap((detail) => remittance(detail));
  const [only] = details.length === 1 ? details : [];
  const values = {
    ...(/^(|NONREF|NOTPROVIDED)$/.test(serial) ? {} : { serial }),
    bookedOn: moment.on,
    ...(moment.time === undefined ? {} : { time: moment.time }),
    outFen: isIn ? ZERO_FEN : amountFen,
    inFen: isIn ? amountFen : ZERO_FEN,
    ...partyOf(details, isIn),
    summary: textAt(entry, 'AddtlNtryInf', 'BkTxCd/Prtry/Cd', 'BkTxCd/Domn/Cd'),
    remark: [...new Set(remarks)].join(' '),
    rawCells: rawTexts(entry, details),
    fileLine: (only ?? entry).line,
  };
  return { values, isReversal };
}

function partyOf(
  details: readonly XmlElement[],
  isIn: boolean,
): { readonly counterpartyName: string; readonly counterpartyNumber: string } {
  const parties = details.map((detail) => counterparty(detail, isIn));
  const { name, number } = parties.find((party) => party.name + party.number !== '') ?? { name: '', number: '' };
  return { counterpartyName: name, counterpartyNumber: number };
}

function counterparty(detail: XmlElement, isIn: boolean): { name: string; number: string } {
  const parties = at(detail, 'RltdPties');
  const [role, other] = isIn ? ['Dbtr', 'Cdtr'] : ['Cdtr', 'Dbtr'];
  const read = (who: string): { name: string; number: string } => ({
    name: textAt(parties, `${who}/Nm`, `${who}/Pty/Nm`),
    number: textAt(parties, `${who}Acct/Id/IBAN`, `${who}Acct/Id/Othr/Id`),
  });
  const expected = read(role);
  // Reversals often name the parties of the payment that is taken back.
  return expected.name + expected.number === '' ? read(other) : expected;
}

function remittance(detail: XmlElement): string[] {
  const texts = within(at(detail, 'RmtInf'), 'Ustrd').map((element) => element.text);
  const structured = within(at(detail, 'RmtInf', 'Strd'), 'Ref').map((element) => element.text);
  const told = [...texts, ...structured].filter((text) => text !== '');
  if (told.length > 0) return told;
  const more = textAt(detail, 'AddtlTxInf', 'Refs/EndToEndId');
  return more === '' || more === 'NOTPROVIDED' ? [] : [more];
}

const MOST_RAW_TEXTS = 200;

/** Every text of the entry with its path, of a batch only those of the entry itself and of its own detail. */
function rawTexts(entry: XmlElement, details: readonly XmlElement[]): string[] {
  const texts: string[] = [];
  const walk = (element: XmlElement, path: string): void => {
    if (texts.length >= MOST_RAW_TEXTS) return;
    if (element.name === 'TxDtls' && !details.includes(element)) return;
    if (element.text !== '') texts.push(`${path}=${element.text}`);
    for (const child of element.children) walk(child, `${path}/${child.name}`);
  };
  walk(entry, entry.name);
  return texts;
}

function refused(code: string, entry: XmlElement, column: string, value = ''): CamtEntries {
  return { entries: [], problem: { code, place: { line: entry.line, column, value } } };
}
