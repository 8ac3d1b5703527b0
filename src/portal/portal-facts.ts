import type { CalendarDate } from '../kernel/calendar.js';
import type {
  BankJournalQuery,
  BankJournalView,
  EstatesView,
  HomeView,
  ReconciliationView,
  StatementView,
  VouchersQuery,
  VouchersView,
  VoucherView,
} from './view-models.js';

/**
 * Where the pages get what they show. Each method answers for the public reader, or throws a `Refusal`
 * (an estate or a voucher that does not exist, an account that is not published).
 */
export abstract class PortalFacts {
  abstract estates(): Promise<EstatesView>;

  abstract home(estateCode: string): Promise<HomeView>;

  abstract vouchers(estateCode: string, query: VouchersQuery): Promise<VouchersView>;

  /** `number` is "202411-0003", already stripped of 记-. */
  abstract voucher(estateCode: string, number: string): Promise<VoucherView>;

  abstract statement(estateCode: string, id: string): Promise<StatementView>;

  /**
   * `account` is an organisation's account number, or the alias of an account that a person holds. Without a day: the
   * last one that the bank's lines reach.
   */
  abstract reconciliation(estateCode: string, account: string, date?: CalendarDate): Promise<ReconciliationView>;

  /** Without a month: the newest that has a record. */
  abstract bankJournal(estateCode: string, account: string, query: BankJournalQuery): Promise<BankJournalView>;
}
