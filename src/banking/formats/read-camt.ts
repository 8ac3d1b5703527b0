/**
 * camt.053 messages (versions 02 to 08, any namespace prefix) -> statements, element by element.
 *
 * 1. Of a statement only the account, the balances and the entries are kept; an entry is folded when it closes.
 * 2. The opening balance is OPBD, or PRCD; the closing one CLBD. Of the pages of a long statement the interim balances
 *    (ITBD) stand in their place.
 * 3. A message without a bank-to-customer statement is refused by name.
 */
import type { Fen } from '../../kernel/fen.js';
import { BookedStatements, type BookedStatement } from './booked-statements.js';
import type { Entries } from './entries.js';
import { camtAmount, isMoneyIn, isRenminbi, readCamtEntry } from './camt-entry.js';
import { refusedFile, type BankFileFold, type StatementContext, type StatementReading } from './statement-reading.js';
import { textAt, XmlElements, type XmlElement } from './xml-elements.js';

interface BalanceRead {
  readonly kind: string;
  readonly fen: Fen;
  readonly line: number;
}

interface OpenStatement {
  account: string;
  fileLine: number;
  readonly balances: BalanceRead[];
  readonly entries: Entries;
  isPartial: boolean;
}

const KEPT = new Set(['Acct', 'Bal', 'Ntry']);

export class CamtReader implements BankFileFold {
  private readonly xml: XmlElements;
  private readonly booked: BookedStatements;
  private statement: OpenStatement | undefined;
  private seen = false;

  constructor(source: StatementContext) {
    this.booked = new BookedStatements(source);
    this.xml = new XmlElements(
      KEPT,
      (element) => this.take(element),
      (name, line) => this.opened(name, line),
    );
  }

  push(chunk: Uint8Array): void {
    this.xml.push(chunk);
  }

  finish(): StatementReading {
    this.xml.finish();
    const { trouble } = this.xml;
    const { file } = this.booked;
    if (trouble !== undefined) {
      const limit = trouble.limit === undefined ? {} : { limit: String(trouble.limit) };
      return refusedFile(file, trouble.code, { line: String(trouble.line), ...limit });
    }
    if (!this.seen) {
      return refusedFile(file, 'BANK_FILE_KIND_UNKNOWN', { whatZh: '别的 XML 文件', whatEn: 'XML of another kind' });
    }
    this.close();
    return this.booked.finish();
  }

  private opened(name: string, line: number): void {
    if (name === 'BkToCstmrStmt') this.seen = true;
    if (name !== 'Stmt' || !this.seen) return;
    this.close();
    this.statement = { account: '', fileLine: line, balances: [], entries: this.booked.entries(), isPartial: false };
  }

  private take(element: XmlElement): void {
    const { statement } = this;
    if (statement === undefined) return;
    if (element.name === 'Acct') {
      statement.account = textAt(element, 'Id/IBAN', 'Id/Othr/Id');
      statement.fileLine = element.line;
    } else if (element.name === 'Bal') this.takeBalance(statement, element);
    else this.takeEntry(statement, element);
  }

  private takeBalance(statement: OpenStatement, element: XmlElement): void {
    const kind = textAt(element, 'Tp/CdOrPrtry/Cd');
    if (!/^(OPBD|PRCD|ITBD|CLBD)$/.test(kind)) return;
    const amount = element.children.find(({ name }) => name === 'Amt');
    const place = { line: element.line, column: `Bal ${kind}`, value: amount?.text ?? '' };
    if (!isRenminbi(amount)) {
      return this.booked.refuse('STATEMENT_CURRENCY_FOREIGN', { ...place, value: amount?.attributes['Ccy'] ?? '' });
    }
    const reading = camtAmount(amount);
    if (reading.kind !== 'amount') return this.booked.refuse('STATEMENT_AMOUNT_UNREADABLE', place);
    const sign = isMoneyIn(element) === false ? -1n : 1n;
    statement.balances.push({ kind, fen: (sign * reading.fen) as Fen, line: element.line });
  }

  private takeEntry(statement: OpenStatement, element: XmlElement): void {
    const { entries, problem } = readCamtEntry(element);
    if (problem !== undefined) {
      statement.isPartial = true;
      return this.booked.refuse(problem.code, problem.place);
    }
    for (const entry of entries) {
      const { bookedOn, fileLine } = entry.values;
      if (this.booked.accepts(bookedOn, { line: fileLine, column: 'BookgDt', value: bookedOn })) {
        statement.entries.push(entry);
      } else statement.isPartial = true;
    }
  }

  private close(): void {
    const { statement } = this;
    if (statement === undefined) return;
    this.statement = undefined;
    const { balances, ...rest } = statement;
    this.booked.add({ ...rest, column: 'Acct/Id', ...endsOf(balances) });
  }
}

/** The opening and the closing balance of a statement, or of one page of it. */
function endsOf(balances: readonly BalanceRead[]): Pick<BookedStatement, 'openingFen' | 'closingFen' | 'closingLine'> {
  const first = (kind: string): BalanceRead | undefined => balances.find((balance) => balance.kind === kind);
  const interim = balances.filter((balance) => balance.kind === 'ITBD');
  const [opened, closed] = [first('OPBD') ?? first('PRCD'), first('CLBD')];
  const opening = opened ?? (closed !== undefined || interim.length > 1 ? interim[0] : undefined);
  const closing = closed ?? interim.findLast((balance) => balance !== opening);
  return {
    ...(opening === undefined ? {} : { openingFen: opening.fen }),
    ...(closing === undefined || (opening === undefined && interim.length === 1)
      ? {}
      : { closingFen: closing.fen, closingLine: closing.line }),
  };
}
