/**
 * The chart of accounts as an import sees it.
 *
 * 1. Codes have four digits and two more for each level (4-2-2). A code that is not charted is accepted below a charted
 *    parent, and will be created with the name that the journal gives it.
 * 2. A name that differs from the chart's is only noted, once for each code and name: the code decides.
 */
import { SUSPENSE_FUND } from './cash-accounts.js';

export interface ChartAccount {
  readonly code: string;
  readonly name: string;
  /** A asset, L liability, N net assets, I income, E expense. */
  readonly kind: string;
  /** Kinds of fund that the account takes; undefined: every fund. */
  readonly fundKinds?: readonly string[];
}

/** An account that the import has to create. */
export interface NewAccount extends ChartAccount {
  readonly parent: string;
}

export type AccountLookup =
  | { readonly kind: 'known' | 'created' }
  | { readonly kind: 'renamed'; readonly name: string }
  | { readonly kind: 'unnamed' | 'unknown' };

const CODE = /^[1-5]\d{3}(?:\d{2}){0,4}$/;

export class ChartIndex {
  private readonly charted: ReadonlyMap<string, ChartAccount>;
  private readonly created = new Map<string, NewAccount>();
  private readonly settled = new Set<string>();

  constructor(chart: readonly ChartAccount[]) {
    this.charted = new Map(chart.map((account) => [account.code, account]));
  }

  get newAccounts(): readonly NewAccount[] {
    return [...this.created.values()].sort((left, right) => (left.code < right.code ? -1 : 1));
  }

  look(code: string, name: string): AccountLookup {
    const pair = `${code} ${name}`;
    if (this.settled.has(pair)) return { kind: 'known' };
    const found = this.lookFirst(code, name);
    if (found.kind !== 'unnamed' && found.kind !== 'unknown') this.settled.add(pair);
    return found;
  }

  /** False where the account, by itself or by its parent, is kept for other kinds of fund. */
  takes(code: string, fundKind: string): boolean {
    const fundKinds = (this.charted.get(code) ?? this.created.get(code))?.fundKinds;
    return fundKinds === undefined || fundKind === SUSPENSE_FUND || fundKinds.includes(fundKind);
  }

  private lookFirst(code: string, name: string): AccountLookup {
    const known = this.charted.get(code) ?? this.created.get(code);
    if (known !== undefined)
      return this.agrees(known, name) ? { kind: 'known' } : { kind: 'renamed', name: known.name };
    const parent = this.parentOf(code);
    if (parent === undefined) return { kind: 'unknown' };
    if (name === '') return { kind: 'unnamed' };
    const { kind, fundKinds } = parent;
    const inherited = fundKinds === undefined ? {} : { fundKinds };
    this.created.set(code, { code, name: name.normalize('NFC'), kind, parent: parent.code, ...inherited });
    return { kind: 'created' };
  }

  private parentOf(code: string): ChartAccount | undefined {
    if (!CODE.test(code)) return undefined;
    for (let length = code.length - 2; length >= 4; length -= 2) {
      const parent = this.charted.get(code.slice(0, length));
      if (parent !== undefined) return parent;
    }
    return undefined;
  }

  /** 银行存款-基本存款账户 agrees with the chart's 基本存款账户: books print the path, the chart its end. */
  private agrees(account: ChartAccount, name: string): boolean {
    return name === '' || name === account.name || name.endsWith(`-${account.name}`);
  }
}
