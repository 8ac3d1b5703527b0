/**
 * The slip of a donation on paper (捐赠登记确认单).
 *
 * 1. Its title and its note say that it is no 捐赠票据.
 * 2. It says what the books say of the donation, and under which root they can be checked.
 */
import { SLIP_TITLE, slipNotice, slipRows, type DonationSlip } from '../../charity/rules/index.js';
import { textCell } from './report-cells.js';
import type { ReportDocument } from './report-document.js';

export interface SlipFacts {
  readonly slip: DonationSlip;
  /** How many leaves the log had, and their root in hex. */
  readonly size: number;
  readonly rootHash: string;
  readonly preparedAt: string;
}

export function buildSlip({ slip, size, rootHash, preparedAt }: SlipFacts): ReportDocument {
  const { number, on } = slip.donation;
  return {
    id: `donation-${number}`,
    title: SLIP_TITLE,
    estateName: slip.estate,
    span: { kind: 'as-of', text: on, on },
    source: { logPosition: size - 1, rootHash, standing: 'live', preparedAt },
    facts: slipRows(slip).map(([label, value], index) => ({
      key: `row-${String(index + 1)}`,
      label,
      value: textCell(value),
    })),
    sections: [],
    notes: [slipNotice(slip)],
    signatures: [{ label: '登记单位（章）' }, { label: '经手人' }],
    links: [],
  };
}
