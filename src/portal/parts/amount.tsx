import type { VNode } from 'preact';
import { yuanFromFen } from '../../kernel/fen.js';
import { money } from '../rules/wording.js';

interface AmountProps {
  readonly fen: bigint;
  readonly unit?: boolean;
  readonly large?: boolean;
  /** The line was wrong and has been reversed. */
  readonly struck?: boolean;
}

/** Money in figures of equal width; red ink carries a minus as well as the colour. */
export function Amount({ fen, unit = false, large = false, struck = false }: AmountProps): VNode {
  const look = ['amount', large ? 'amount-large' : '', fen < 0n ? 'amount-red' : ''].filter(Boolean).join(' ');
  const figure = <data value={yuanFromFen(fen)}>{money(fen)}</data>;
  return (
    <span class="amount-whole">
      {struck ? <s class={look}>{figure}</s> : <span class={look}>{figure}</span>}
      {unit ? <span class="amount-unit"> 元</span> : null}
    </span>
  );
}
