/**
 * The proof that a household's payment is inside the published total.
 *
 * 1. It holds all that is needed: the text that opens the payment, its path to the voucher's root, the voucher's bytes,
 *    and their path to the root of the log. Nothing is asked of anybody while it is checked.
 * 2. Whoever knows the log's root from elsewhere (a printed notice, another reader) compares it with the proof's.
 * 3. What the payment is, is read from the proven text alone; a proof that does not hold tells which step failed.
 */
import { parseLeaf, type LeafObject } from '../../kernel/canonical.js';
import { fromBase64url, leafHash } from '../../kernel/hash.js';
import { openInside, VOUCHER_TYPE, type InsideLeaf } from '../../ledger/rules/index.js';
import { verifyInBatch, verifyInclusion } from '../../log/rules/index.js';

/** As JSON carries it: hashes and bytes in base64url. */
export interface ReceiptProof {
  /** The payment: a text that opens to its lines. */
  readonly disclosure: string;
  /** Its place among the private leaves of the voucher, from 0, and the way to their root. */
  readonly batch: { readonly index: number; readonly path: readonly string[] };
  /** The voucher's public leaf. */
  readonly leaf: { readonly seq: number; readonly bytes: string };
  readonly log: { readonly size: number; readonly root: string; readonly path: readonly string[] };
}

export type ProofVerdict =
  | { readonly holds: true; readonly payment: InsideLeaf; readonly voucherNo: string; readonly leaf: LeafObject }
  | { readonly holds: false; readonly step: 'leaf' | 'batch' | 'payment' | 'log' };

export function checkReceiptProof(proof: ReceiptProof): ProofVerdict {
  const bytes = fromBase64url(proof.leaf.bytes);
  const leaf = bytes === undefined ? undefined : voucherLeaf(bytes);
  if (bytes === undefined || leaf === undefined) return { holds: false, step: 'leaf' };
  if (!isInBatch(proof, leaf)) return { holds: false, step: 'batch' };
  const payment = openInside(proof.disclosure);
  if (payment === undefined) return { holds: false, step: 'payment' };
  if (!isInLog(proof, bytes)) return { holds: false, step: 'log' };
  return { holds: true, payment, voucherNo: typeof leaf['no'] === 'string' ? leaf['no'] : '', leaf };
}

function voucherLeaf(bytes: Buffer): LeafObject | undefined {
  const parsed = parseLeaf(bytes);
  return parsed.ok && parsed.leaf['t'] === VOUCHER_TYPE ? parsed.leaf : undefined;
}

function isInLog({ leaf, log }: ReceiptProof, bytes: Buffer): boolean {
  const [root, path] = [fromBase64url(log.root), hashesOf(log.path)];
  if (root === undefined || path === undefined) return false;
  return verifyInclusion({ index: leaf.seq, size: log.size, leafHash: leafHash(bytes), proof: path, root });
}

function isInBatch({ disclosure, batch }: ReceiptProof, leaf: LeafObject): boolean {
  const { count, sub } = leaf;
  const path = hashesOf(batch.path);
  if (typeof count !== 'string' || typeof sub !== 'string' || path === undefined) return false;
  return verifyInBatch({ text: disclosure, index: batch.index, path, batch: { count, sub } });
}

function hashesOf(texts: readonly string[]): Buffer[] | undefined {
  const hashes = texts.map(fromBase64url);
  return hashes.includes(undefined) ? undefined : (hashes as Buffer[]);
}

/** The short form for paper: enough to find the payment's line and to compare roots. */
export function shortProof({ leaf, batch, log }: ReceiptProof): {
  readonly position: string;
  readonly leafHash: string;
  readonly root: string;
} {
  const bytes = fromBase64url(leaf.bytes) ?? Buffer.alloc(0);
  return {
    position: `${String(leaf.seq)}/${String(batch.index + 1)}（共${String(log.size)}条）`,
    leafHash: leafHash(bytes).toString('hex'),
    root: (fromBase64url(log.root) ?? Buffer.alloc(0)).toString('hex'),
  };
}
