/** One typed cell as HTML. */
import type { ComponentChildren, VNode } from 'preact';
import { yuanFromFen } from '../../kernel/fen.js';
import { cellText, percentFigure, safeHref } from '../rules/cell-text.js';
import type { ReportCell } from '../rules/report-document.js';
import { textWidth } from '../rules/text-width.js';

/** A text of at most this width (a Chinese character is two) stays on one line where the screen is wide. */
const SHORT = 16;

export function CellView({ cell }: { readonly cell: ReportCell }): VNode | null {
  const text = cellText(cell);
  switch (cell.kind) {
    case 'amount':
      return (
        <data class={`report-amount${cell.fen < 0n ? ' report-amount--negative' : ''}`} value={yuanFromFen(cell.fen)}>
          {text}
        </data>
      );
    case 'text':
      return (
        <span class={textWidth(text) <= SHORT ? 'report-text report-short' : 'report-text'}>
          <Linked href={cell.href}>{text}</Linked>
        </span>
      );
    case 'date':
      return (
        <time class="report-date" dateTime={cell.date}>
          {text}
        </time>
      );
    case 'count':
      return <span class="report-count">{text}</span>;
    case 'percent':
      return (
        <data class="report-percent" value={percentFigure(cell.basisPoints)}>
          {text}
        </data>
      );
    case 'empty':
      return null;
  }
}

/** A link where the address may stand in a page, else the words alone. */
export function Linked(props: { readonly href?: string | undefined; readonly children: ComponentChildren }): VNode {
  const href = safeHref(props.href);
  return href === undefined ? <>{props.children}</> : <a href={href}>{props.children}</a>;
}
