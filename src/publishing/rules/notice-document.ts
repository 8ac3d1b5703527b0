/**
 * 催缴通知 on paper: one for each household, and the list of a building for whoever hands them out.
 *
 * 1. A notice is addressed to the household and names nobody; it says each item and month, and the sum in figures and
 *    in words.
 * 2. The list says when each household was reminded last. It is for the desk and says that it must not be put up.
 */
import { BUCKET_NAMES, bucketOf, type Notice } from '../../fees/rules/index.js';
import type { CalendarDate } from '../../kernel/calendar.js';
import { sumFen, yuanFromFen } from '../../kernel/fen.js';
import { amountCell, dateCell, emptyCell, row, textCell } from './report-cells.js';
import type { ReportDocument, ReportFact, ReportSource } from './report-document.js';

export interface NoticeGround {
  readonly estateName: string;
  readonly bodyName: string;
  readonly on: CalendarDate;
  readonly source: ReportSource;
}

export function buildNotice(ground: NoticeGround, notice: Notice): ReportDocument {
  const rows = notice.lines.map((line) =>
    row('normal', textCell(line.name), textCell(line.period), amountCell(line.fen)),
  );
  return {
    ...headOf(ground),
    id: `fee-notice-${ground.on}`,
    title: '缴费通知单',
    facts: [
      text('unit', '户号', notice.unit),
      text('body', '通知单位', ground.bodyName),
      text('amount', '应缴合计（小写）', `¥${yuanFromFen(notice.fen)}`),
      text('uppercase', '应缴合计（大写）', notice.inWords),
    ],
    sections: [
      {
        title: '应缴明细',
        lead: `截至 ${ground.on}，本户有下列费用尚未缴纳。如已缴纳，请不必理会，并与我们核对。`,
        body: {
          kind: 'table',
          columns: [
            { key: 'item', label: '项目', kind: 'text' },
            { key: 'month', label: '月份', kind: 'text' },
            { key: 'amount', label: '金额', kind: 'amount', summed: true },
          ],
          rows: [...rows, row('total', textCell('合计'), emptyCell, amountCell(notice.fen))],
          whenEmpty: '没有欠费。',
        },
      },
    ],
    notes: ['有疑问请到物管委查询本户账目。本通知只送本户，请勿张贴。'],
    signatures: [{ label: '通知单位（章）' }, { label: '送达人' }, { label: '签收' }],
  };
}

export function buildNoticeList(ground: NoticeGround, building: string, notices: readonly Notice[]): ReportDocument {
  const rows = notices.map(({ unit, fen, lines, given }) => {
    const last = given.at(-1);
    const oldest = lines[0]?.period ?? '';
    return row(
      'normal',
      textCell(unit),
      amountCell(fen),
      textCell(BUCKET_NAMES[bucketOf(oldest, ground.on)]),
      last === undefined ? emptyCell : dateCell(last.on),
      emptyCell,
    );
  });
  const total = sumFen(notices.map(({ fen }) => fen));
  return {
    ...headOf(ground),
    id: `fee-notice-list-${ground.on}`,
    title: '催缴清单',
    facts: [text('building', '楼栋', building === '' ? '全部' : building)],
    sections: [
      {
        title: '欠费户',
        body: {
          kind: 'table',
          columns: [
            { key: 'unit', label: '户号', kind: 'text' },
            { key: 'amount', label: '欠费', kind: 'amount', summed: true },
            { key: 'oldest', label: '最久的一笔', kind: 'text' },
            { key: 'reminded', label: '上次催缴', kind: 'date' },
            { key: 'sign', label: '本次送达', kind: 'text' },
          ],
          rows:
            rows.length === 0
              ? []
              : [...rows, row('total', textCell('合计'), amountCell(total), emptyCell, emptyCell, emptyCell)],
          whenEmpty: '没有欠费户。',
        },
      },
    ],
    notes: ['本清单供经办人使用，列有户号，请勿张贴或转发。'],
    signatures: [{ label: '经办人' }],
  };
}

function headOf({ estateName, on, source }: NoticeGround) {
  const span = { kind: 'as-of', text: on, on } as const;
  return { estateName, span, source, links: [] };
}

function text(key: string, label: string, value: string): ReportFact {
  return { key, label, value: textCell(value) };
}
