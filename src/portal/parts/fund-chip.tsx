import type { VNode } from 'preact';
import type { FundRef } from '../view-models.js';
import { Typed } from './typed.js';

/** A fund's name with its colour; the name always stands beside the colour. */
export function FundChip({ fund }: { readonly fund: FundRef }): VNode {
  return (
    <span class="fund-chip">
      <svg class={`fund-mark tone-${fund.tone}`} viewBox="0 0 10 10" aria-hidden="true">
        <rect width="10" height="10" rx="2" />
      </svg>
      <Typed words={fund.name} />
    </span>
  );
}
