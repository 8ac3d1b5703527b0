import type { VNode } from 'preact';
import { barLengths } from '../rules/bar-lengths.js';
import type { FundLeftView } from '../view-models.js';
import { Amount } from './amount.js';
import { FundChip } from './fund-chip.js';
import { Link } from './link.js';

interface FundBarsProps {
  readonly funds: readonly FundLeftView[];
  readonly label: string;
  /** Where a fund's own list is. */
  readonly pathOf: (fundCode: string) => string;
}

/** What each fund has left: name, amount, and a bar in proportion. The figure is the truth; the bar helps the eye. */
export function FundBars({ funds, label, pathOf }: FundBarsProps): VNode {
  const widths = barLengths(funds.map((line) => line.leftFen));
  return (
    <ul class="fund-bars" aria-label={label}>
      {funds.map(({ fund, leftFen }, index) => (
        <li key={fund.code}>
          <Link to={pathOf(fund.code)} class="fund-line">
            <FundChip fund={fund} />
            <Amount fen={leftFen} />
            <svg class="fund-bar" aria-hidden="true" preserveAspectRatio="none">
              <rect class={`tone-${fund.tone}`} width={`${widths[index] ?? '0'}%`} height="100%" />
            </svg>
          </Link>
        </li>
      ))}
    </ul>
  );
}
