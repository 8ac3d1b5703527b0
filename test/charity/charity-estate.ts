/** An estate behind real HTTP with two charity funds: one hosted by a charity, one of mutual aid. */
import { openFunds } from '../../src/ledger/index.js';
import { EstateReads } from '../../src/platform/database/estate-reads.js';
import type { Answer, Deployment } from '../acceptance/deployment.js';
import { FeeEstate, unitsOf, type Problem } from '../fees/fee-estate.js';
import { PEOPLE } from '../support/drafts.js';

export const HOSTED = 'XC';
export const MUTUAL = 'HZ';

export interface Proposed {
  readonly proposalIds: readonly string[];
  readonly alreadyKnown?: number;
}

export class CharityEstate {
  private constructor(readonly estate: FeeEstate) {}

  static async found(deployment: Deployment): Promise<CharityEstate> {
    const estate = await FeeEstate.found(deployment, unitsOf(['100', '80', '60']));
    const { estateId } = estate;
    const reads = deployment.running.app.get(EstateReads, { strict: false });
    await reads.write(estateId, (_query, client) =>
      openFunds(client, estateId, PEOPLE.operator, new Date(), [
        {
          code: HOSTED,
          name: '信义慈善基金',
          kind: 'CHARITY',
          legalBasis: 'HOSTED_SPECIAL_FUND',
          custodian: '新都区慈善会',
        },
        { code: MUTUAL, name: '邻里互助金', kind: 'CHARITY', legalBasis: 'INTERNAL_MUTUAL_AID' },
      ]),
    );
    return new CharityEstate(estate);
  }

  async declare(purpose: string, name: string, use: string, fund = HOSTED): Promise<void> {
    await this.estate.must(`charity/funds/${fund}/purposes`, 'COMMITTEE_PREPARER', { purpose, name, use });
  }

  /** Proposes by a door of charity and approves all that came of it: the numbers of the vouchers. */
  async both(path: string, body: object): Promise<string[]> {
    const { proposalIds } = await this.estate.must<Proposed>(`charity/${path}`, 'COMMITTEE_PREPARER', body);
    return this.approve(proposalIds);
  }

  /** Sends a donation file as the preparer. */
  send(text: string, fund = HOSTED): Promise<Answer<Proposed & Problem>> {
    const headers = { 'content-type': 'application/octet-stream' };
    return this.estate.ask<Proposed>(`charity/funds/${fund}/donation-files`, 'COMMITTEE_PREPARER', {
      body: text,
      headers,
    });
  }

  async approve(proposalIds: readonly string[]): Promise<string[]> {
    const numbers: string[] = [];
    for (const id of proposalIds) {
      const { vouchers } = await this.estate.must<{ vouchers: { number: string }[] }>(
        `proposals/${id}/approve`,
        'COMMITTEE_APPROVER',
      );
      numbers.push(vouchers[0]?.number ?? '');
    }
    return numbers;
  }

  /** What a door of charity refuses the preparer, by code. */
  async refusals(path: string, body: object): Promise<string[]> {
    const answer = await this.estate.ask(`charity/${path}`, 'COMMITTEE_PREPARER', { body });
    return answer.status < 300 ? [] : answer.body.violations.map(({ code }) => code);
  }
}

/** A donation file as a spreadsheet program saves it. */
export function donationFile(rows: readonly (readonly string[])[]): string {
  const header = '日期,捐赠人,金额,用途,同意公开,票据号,流水号';
  return `\uFEFF${[header, ...rows.map((row) => row.join(','))].join('\r\n')}\r\n`;
}
