/**
 * Local rules as data.
 *
 * 1. A rule names the article that it rests on and whether that article was read in the law's own text.
 * 2. A rule that was not read so is never told as law: it has no article, and says that it is this program's setting.
 */
export interface LocalRule {
  readonly id: 'repair-top-up' | 'public-revenue-cadence' | 'repair-fund-cadence' | 'working-fund' | 'separate-list';
  readonly zh: string;
  readonly en: string;
  /** Where it stands, for verified rules alone. */
  readonly article?: string;
  readonly verified: boolean;
}

/** When public revenue tops the repair fund up, and with how much at least. Shares are in hundredths. */
export interface TopUpRule {
  readonly atLeastPercent: bigint;
  /** True: the share must be above that figure, not merely reach it. */
  readonly isAbove: boolean;
  /** Only while the repair fund is below this share of its first amount; absent: always. */
  readonly belowPercentOfFirst?: bigint;
  /** True: only where the owners made it their rule. */
  readonly isOptional: boolean;
}

export interface RulePack {
  readonly id: 'sichuan' | 'shanghai' | 'beijing';
  readonly zh: string;
  readonly en: string;
  readonly topUp?: TopUpRule;
  readonly rules: readonly LocalRule[];
}
