/** Vouchers of an estate as its leaves tell them, in the order of the log. */
import { parseLeaf } from '../../src/kernel/canonical.js';
import { voucherContent, type VoucherContent } from '../../src/ledger/rules/index.js';
import type { Ground } from './server.js';

const PAGE = 5000;

export async function* leafVouchers(ground: Ground, estateId: string): AsyncGenerator<VoucherContent> {
  for (let from = 0n; ; from += BigInt(PAGE)) {
    const rows = await ground.reads.read(estateId, (query) =>
      query<{ body: Buffer }>('select body from log.leaf where estate_id = $1 and seq >= $2 order by seq limit $3', [
        estateId,
        from.toString(),
        PAGE,
      ]),
    );
    if (rows.length === 0) return;
    for (const { body } of rows) {
      const reading = parseLeaf(body);
      const voucher = reading.ok ? voucherContent(reading.leaf) : undefined;
      if (voucher !== undefined) yield voucher;
    }
  }
}
