import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '../../kernel/calendar.js';
import { PortalFacts } from '../portal-facts.js';
import type {
  BankJournalQuery,
  BankJournalView,
  EstatesView,
  HomeView,
  LightColour,
  ReconciliationView,
  StatementView,
  VouchersQuery,
  VouchersView,
  VoucherView,
} from '../view-models.js';
import { estateLight, lightView } from './bank-side.js';
import { EstateScenes } from './estate-scene.js';
import { fundRef } from './estate-page.js';
import { HomePage } from './home-page.js';
import { PublishedPages } from './published-pages.js';
import { VoucherPages } from './voucher-pages.js';

const LATEST = 8;

/** The pages' facts, from the ledger as it is now. */
@Injectable()
export class LiveFacts extends PortalFacts {
  constructor(
    private readonly scenes: EstateScenes,
    private readonly homePage: HomePage,
    private readonly voucherPages: VoucherPages,
    private readonly published: PublishedPages,
  ) {
    super();
  }

  async estates(): Promise<EstatesView> {
    const estates: EstatesView['estates'][number][] = [];
    for (const code of await this.scenes.codes()) {
      const { page, side } = await this.scenes.open(code);
      const { leftFen } = await this.homePage.money(page);
      const { name, place } = page.heading;
      const { agreedAsOf } = await this.homePage.bank(page);
      const agreed = agreedAsOf === undefined ? {} : { agreedAsOf };
      estates.push({ code, name, place, leftFen, asOf: page.lastOn ?? null, light: estateLight(side), ...agreed });
    }
    return { estates };
  }

  async home(estateCode: string): Promise<HomeView> {
    const { page, side } = await this.scenes.open(estateCode);
    const money = await this.homePage.money(page);
    return {
      estate: page.heading,
      asOf: page.lastOn ?? null,
      leftFen: money.leftFen,
      funds: money.funds
        .filter((fund) => fund.cashFen !== 0n)
        .map((fund) => ({ fund: fundRef(page, fund.code), leftFen: fund.cashFen })),
      heldElsewhere: money.heldElsewhere,
      light: estateLight(side),
      ...(await this.homePage.bank(page)),
      quarter: money.quarter,
      latest: await this.voucherPages.rows(page, side, LATEST),
      voucherCount: await this.voucherPages.count(page),
      statements: await this.published.links(page),
      reconciliations: side.accounts
        .filter(({ reconciliation }) => reconciliation.bankFen !== undefined)
        .map((one) => ({
          account: one.account.publicName,
          label: this.published.accountLabel(one.account),
          asOf: one.reconciliation.on,
          colour: lightView(one).colour satisfies LightColour,
        })),
      log: await this.homePage.log(page),
    };
  }

  async vouchers(estateCode: string, query: VouchersQuery): Promise<VouchersView> {
    const { page, side } = await this.scenes.open(estateCode);
    return this.voucherPages.list(page, side, query);
  }

  async voucher(estateCode: string, number: string): Promise<VoucherView> {
    const { page, side } = await this.scenes.open(estateCode);
    return this.voucherPages.one(page, side, number);
  }

  async statement(estateCode: string, id: string): Promise<StatementView> {
    const { page } = await this.scenes.open(estateCode);
    return this.published.statement(page, id);
  }

  async reconciliation(estateCode: string, account: string, date?: CalendarDate): Promise<ReconciliationView> {
    const { page } = await this.scenes.open(estateCode);
    return this.published.reconciliation(page, account, date);
  }

  async bankJournal(estateCode: string, account: string, query: BankJournalQuery): Promise<BankJournalView> {
    const { page } = await this.scenes.open(estateCode);
    return this.published.bankJournal(page, account, query);
  }
}
