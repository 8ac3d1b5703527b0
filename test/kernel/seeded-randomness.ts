import { createHash } from 'node:crypto';
import { Randomness } from '../../src/kernel/ids.js';

/** Chance that repeats: the stream SHA-256(seed || counter), so that golden salts can be made elsewhere too. */
export class SeededRandomness extends Randomness {
  #counter = 0;
  #rest: Buffer = Buffer.alloc(0);

  constructor(private readonly seed: string) {
    super();
  }

  bytes(count: number): Buffer {
    while (this.#rest.length < count) {
      const block = createHash('sha256')
        .update(`${this.seed}${String(this.#counter++)}`)
        .digest();
      this.#rest = Buffer.concat([this.#rest, block]);
    }
    const taken = Buffer.from(this.#rest.subarray(0, count));
    this.#rest = this.#rest.subarray(count);
    return taken;
  }
}
