/** A report's table as HTML. */
import type { VNode } from 'preact';
import { alignOf, plainText, remarkColumn, rowRemark } from '../rules/cell-text.js';
import type { ReportCell, ReportCellRow, ReportColumn, ReportRow, ReportTable } from '../rules/report-document.js';
import { CellView, Linked } from './html-cell.js';

/** Up to this many columns fit beside each other on a phone of 390 px. */
const COLUMNS_ON_A_PHONE = 3;

export function TableView({ table, caption }: { readonly table: ReportTable; readonly caption: string }): VNode {
  if (table.rows.length === 0) return <p class="report-empty">{plainText(table.whenEmpty)}</p>;
  const stacks = table.columns.length > COLUMNS_ON_A_PHONE ? ' report-table--stacks' : '';
  return (
    <table class={`report-table${stacks}`} role="table">
      <caption class="report-caption">{plainText(caption)}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {table.columns.map((column) => (
            <th role="columnheader" scope="col" class={`report-cell--${alignOf(column)}`}>
              {plainText(column.label)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {table.rows.map((row) => (
          <RowView row={row} columns={table.columns} />
        ))}
      </tbody>
    </table>
  );
}

function RowView({ row, columns }: { readonly row: ReportRow; readonly columns: readonly ReportColumn[] }): VNode {
  if (row.kind === 'note') {
    return (
      <tr class="report-row--note" role="row">
        <td role="cell" colSpan={columns.length}>
          {plainText(row.text)}
        </td>
      </tr>
    );
  }
  const struck = row.struck === undefined ? '' : ' report-row--struck';
  const remarked = remarkColumn(columns);
  return (
    <tr class={`report-row--${row.kind}${struck}`} role="row">
      {columns.map((column, index) => (
        <TableCell row={row} column={column} cell={row.cells[index]} index={index} remarked={index === remarked} />
      ))}
    </tr>
  );
}

interface TableCellProps {
  readonly row: ReportCellRow;
  readonly column: ReportColumn;
  readonly cell: ReportCell | undefined;
  readonly index: number;
  readonly remarked: boolean;
}

function TableCell({ row, column, cell = { kind: 'empty' }, index, remarked }: TableCellProps): VNode {
  const remark = remarked ? rowRemark(row) : undefined;
  const content = (
    <span class="report-value">
      {row.struck === undefined || cell.kind === 'empty' ? (
        <CellView cell={cell} />
      ) : (
        <del>
          <CellView cell={cell} />
        </del>
      )}
      {remark === undefined ? null : (
        <span class="report-remark">
          <Linked href={row.struck?.href}>{remark}</Linked>
        </span>
      )}
    </span>
  );
  const empty = cell.kind === 'empty' && remark === undefined ? ' report-cell--empty' : '';
  const attributes = { class: `report-cell--${alignOf(column)}${empty}`, 'data-label': plainText(column.label) };
  return index === 0 ? (
    <th role="rowheader" scope="row" {...attributes}>
      {content}
    </th>
  ) : (
    <td role="cell" {...attributes}>
      {content}
    </td>
  );
}
