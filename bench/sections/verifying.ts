/** (f) `verify` of a large ledger: every leaf hashed again, every sum made again. */
import { VerifyEstate } from '../../src/transparency/index.js';
import type { SectionResult } from '../ground/figure.js';
import type { Ledger } from '../ground/ledgers.js';
import { measured } from '../ground/processor-time.js';
import type { Ground } from '../ground/server.js';

const VOUCHERS_OF_AIM = 1_000_000;

export async function benchVerifying(ground: Ground, ledger: Ledger): Promise<SectionResult> {
  const verb = new VerifyEstate(ground.reads);
  const { result, wallMs, spent } = await measured(ground, () => verb.execute(ledger.estateId));
  if (!result.isSound) throw new Error(`the ledger does not verify: ${JSON.stringify(result.counts)}`);
  const perVoucher = wallMs / result.vouchers;
  return {
    key: 'f',
    title: `verify of ${result.vouchers} vouchers`,
    figures: [
      {
        name: 'verify, scaled to 1,000,000 vouchers',
        value: (perVoucher * VOUCHERS_OF_AIM) / 1000,
        unit: 's',
        aim: { is: 'at most', value: 60 },
        backendMs: spent.backendsMs === undefined ? undefined : spent.backendsMs / result.vouchers,
        nodeMs: spent.nodeMs / result.vouchers,
        raw: `${(wallMs / 1000).toFixed(1)} s`,
      },
      {
        name: 'verify a voucher / post it in bulk',
        value: perVoucher / ledger.msAVoucher,
        unit: '',
        raw: `${(perVoucher * 1000).toFixed(0)} against ${(ledger.msAVoucher * 1000).toFixed(0)} microseconds`,
      },
    ],
    notes: ['Processor time is per voucher. The first figure is time on this machine: the aim is one of time.'],
  };
}
