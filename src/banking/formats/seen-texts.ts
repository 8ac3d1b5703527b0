/**
 * Which texts were met before.
 *
 * 1. Exact for files of ordinary size.
 * 2. For files of any size only a hash of 52 bits is kept, eight bytes a text: among a million texts one pair in ten
 *    thousand files is taken for equal. So it serves only where a mistake does no harm.
 */
export class SeenTexts {
  private readonly texts: Set<string> | undefined;
  private slots = new Float64Array(1024);
  private count = 0;

  constructor(isExact: boolean) {
    this.texts = isExact ? new Set() : undefined;
  }

  has(text: string): boolean {
    if (this.texts !== undefined) return this.texts.has(text);
    return this.slots[this.placeOf(hashOf(text))] !== 0;
  }

  /** Whether the text is new. */
  add(text: string): boolean {
    if (this.texts !== undefined) {
      const before = this.texts.size;
      return this.texts.add(text).size > before;
    }
    const hash = hashOf(text);
    const place = this.placeOf(hash);
    if (this.slots[place] !== 0) return false;
    this.slots[place] = hash;
    this.count += 1;
    if (this.count * 2 > this.slots.length) this.grow();
    return true;
  }

  private placeOf(hash: number): number {
    const size = this.slots.length;
    let place = hash % size;
    while (this.slots[place] !== 0 && this.slots[place] !== hash) place = (place + 1) % size;
    return place;
  }

  private grow(): void {
    const before = this.slots;
    this.slots = new Float64Array(before.length * 2);
    for (const hash of before) if (hash !== 0) this.slots[this.placeOf(hash)] = hash;
  }
}

const TWO_26 = 2 ** 26;

/** Never 0, which marks an empty place. */
function hashOf(text: string): number {
  let [high, low] = [0x811c9dc5, 0x1000193];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ unit, 0x85ebca6b) + high;
    low ^= low >>> 13;
  }
  return (high >>> 6) * TWO_26 + (mixed(low) >>> 6) + 1;
}

function mixed(value: number): number {
  const first = Math.imul(value ^ (value >>> 16), 0x7feb352d);
  return first ^ (first >>> 15);
}
