/** A two-sided form as two tables beside each other (one under the other on a phone) and the verdict below. */
import type { VNode } from 'preact';
import { plainText } from '../rules/cell-text.js';
import { formDifference, formPairs, formVerdict, type FormLine } from '../rules/form-lines.js';
import type { ReportForm } from '../rules/report-document.js';
import { CellView, Linked } from './html-cell.js';

export function FormView({ form }: { readonly form: ReportForm }): VNode {
  const pairs = formPairs(form);
  const difference = formDifference(form);
  return (
    <>
      <div class="report-form">
        <SideView title={form.left.title} lines={pairs.map((pair) => pair.left)} />
        <SideView title={form.right.title} lines={pairs.map((pair) => pair.right)} />
      </div>
      <p class={`report-form-verdict${difference === 0n ? '' : ' report-form-verdict--differs'}`}>
        {formVerdict(form)}
      </p>
    </>
  );
}

function SideView({
  title,
  lines,
}: {
  readonly title: string;
  readonly lines: readonly (FormLine | undefined)[];
}): VNode {
  return (
    <div class="report-side">
      <h3 class="report-form-title">{plainText(title)}</h3>
      <table class="report-table" role="table" aria-label={plainText(title)}>
        <tbody role="rowgroup">
          {lines.map((line) => (line === undefined ? <Filler /> : <LineView line={line} />))}
        </tbody>
      </table>
    </div>
  );
}

/** Keeps the two sides level where they stand beside each other; it says nothing and is not read out. */
function Filler(): VNode {
  return (
    <tr class="report-row--filler report-row--item" aria-hidden="true">
      <td>&nbsp;</td>
      <td />
    </tr>
  );
}

function LineView({ line }: { readonly line: FormLine }): VNode {
  return (
    <tr class={`report-row--${line.kind === 'closing' ? 'total' : line.kind}`} role="row">
      <th role="rowheader" scope="row">
        {line.on === undefined ? null : (
          <>
            <CellView cell={{ kind: 'date', date: line.on }} />{' '}
          </>
        )}
        <Linked href={line.href}>{plainText(line.label)}</Linked>
      </th>
      <td role="cell" class="report-cell--right">
        <CellView cell={{ kind: 'amount', fen: line.fen }} />
      </td>
    </tr>
  );
}
