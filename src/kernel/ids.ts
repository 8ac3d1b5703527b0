/**
 * Identifiers.
 *
 * 1. Chance is injected: with the same instant and the same bytes, every identifier here is the same.
 * 2. Voucher ids are UUIDs of version 7 (RFC 9562 section 5.7); those of one `UuidSequence` rise strictly, even within
 *    one millisecond or when the clock steps back.
 * 3. A person's id says nothing of the person; a token cannot be guessed (256 bits).
 */
import { randomFillSync } from 'node:crypto';

/** The one source of chance. */
export abstract class Randomness {
  /** A fresh buffer of unpredictable bytes, owned by the caller. */
  abstract bytes(count: number): Buffer;
}

const POOL_BYTES = 8192;

/** The operating system's generator, read in blocks: one call for each salt would cost more than the salt's use. */
export class SystemRandomness extends Randomness {
  readonly #pool = Buffer.alloc(POOL_BYTES);
  #used = POOL_BYTES;

  bytes(count: number): Buffer {
    if (count > POOL_BYTES / 8) return randomFillSync(Buffer.alloc(count));
    if (this.#used + count > POOL_BYTES) {
      randomFillSync(this.#pool);
      this.#used = 0;
    }
    const taken = Buffer.from(this.#pool.subarray(this.#used, this.#used + count));
    // What was handed out does not stay behind in memory.
    this.#pool.fill(0, this.#used, this.#used + count);
    this.#used += count;
    return taken;
  }
}

/** Twelve bits after the millisecond count within it. */
const LAST_COUNT = 0xfff;

/** Strictly rising version 7 UUIDs; one instance serves one process. */
export class UuidSequence {
  #millisecond = -1;
  #count = 0;

  constructor(private readonly randomness: Randomness) {}

  next(instant: Date): string {
    const random = this.randomness.bytes(10);
    if (instant.getTime() > this.#millisecond) {
      this.#millisecond = instant.getTime();
      // The upper half of the count stays free, so that a burst inside this millisecond has room.
      this.#count = random.readUInt16BE(0) & (LAST_COUNT >> 1);
    } else if (this.#count < LAST_COUNT) {
      this.#count += 1;
    } else {
      this.#millisecond += 1;
      this.#count = 0;
    }
    return uuidText(this.#millisecond, this.#count, random);
  }
}

/** A version 7 UUID that is a function of its inputs alone; two of one millisecond stand in no order. */
export function uuidV7(instant: Date, randomness: Randomness): string {
  const random = randomness.bytes(10);
  return uuidText(instant.getTime(), random.readUInt16BE(0) & LAST_COUNT, random);
}

/** Lays out 48 bits of time, version, twelve bits, variant and 62 random bits taken from bytes 2 to 9. */
function uuidText(millisecond: number, twelveBits: number, random: Buffer): string {
  const bytes = Buffer.allocUnsafe(16);
  bytes.writeUIntBE(millisecond, 0, 6);
  bytes.writeUInt16BE(0x7000 | twelveBits, 6);
  random.copy(bytes, 8, 2, 10);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A person's id inside one estate: `p-` and eight hexadecimal digits. Their store refuses a rare repetition. */
export function personId(randomness: Randomness): string {
  return `p-${randomness.bytes(4).toString('hex')}`;
}

/** A bearer token. The prefix lets scanners of leaked secrets know it. */
export function tokenText(randomness: Randomness): string {
  return `xinyi_${randomness.bytes(32).toString('base64url')}`;
}
