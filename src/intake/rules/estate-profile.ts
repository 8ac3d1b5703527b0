import type { CalendarDate } from '../../kernel/calendar.js';

export const fundKinds = ['PROPERTY_FEE', 'COMMON', 'WORKING', 'REPAIR', 'CHARITY', 'CAMPAIGN'] as const;
export const serviceModes = ['LUMP_SUM', 'REMUNERATION', 'TRUST', 'SELF_MANAGED', 'HOURLY'] as const;

export interface FundProfile {
  readonly code: string;
  readonly name: string;
  readonly kind: (typeof fundKinds)[number];
  readonly legalBasis?: string | undefined;
  readonly custodian?: string | undefined;
}

export interface BankAccountProfile {
  readonly number: string;
  readonly alias?: string | undefined;
  readonly holderName: string;
  readonly holderType: 'ORG' | 'PERSON';
  /** BASIC, GENERAL, SPECIAL, PERSONAL_ESCROW ... */
  readonly kind: string;
  /** Short code of the bank; empty where it is not known. */
  readonly bank: string;
  readonly openedOn?: CalendarDate | undefined;
  readonly closedOn?: CalendarDate | undefined;
  /** Code of the ledger account that mirrors it. */
  readonly account: string;
}

/** What `estate.json` says of an estate. */
export interface EstateProfile {
  readonly code: string;
  readonly name: string;
  readonly address?: string | undefined;
  readonly serviceMode: (typeof serviceModes)[number];
  readonly lifecycleStage?: string | undefined;
  readonly currency: 'CNY';
  readonly fiscalYearStart: '01-01';
  readonly booksOpenedOn: CalendarDate;
  readonly governingBody?:
    | {
        readonly kind: string;
        readonly name: string;
        readonly formedOn?: CalendarDate | undefined;
        readonly seats?: Readonly<Record<string, number>> | undefined;
      }
    | undefined;
  readonly funds: readonly FundProfile[];
  readonly bankAccounts: readonly BankAccountProfile[];
}
