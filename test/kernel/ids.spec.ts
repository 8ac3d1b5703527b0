import { personId, SystemRandomness, tokenText, UuidSequence, uuidV7 } from '../../src/kernel/ids.js';
import { SeededRandomness } from './seeded-randomness.js';

const INSTANT = new Date('2024-07-15T02:10:00.123Z');
const VERSION_7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('version 7 UUIDs', () => {
  it('lay out time, version, variant and chance as RFC 9562 says', () => {
    // The seed gives 25cbb06ce5345f142740: twelve bits of the first two bytes, and 62 of the rest.
    expect(INSTANT.getTime().toString(16).padStart(12, '0')).toBe('0190b427693b');
    expect(uuidV7(INSTANT, new SeededRandomness('uuid'))).toBe('0190b427-693b-75cb-b06c-e5345f142740');
  });

  it('are a function of instant and chance alone', () => {
    expect(uuidV7(INSTANT, new SeededRandomness('x'))).toBe(uuidV7(INSTANT, new SeededRandomness('x')));
    expect(uuidV7(INSTANT, new SeededRandomness('x'))).not.toBe(uuidV7(INSTANT, new SeededRandomness('y')));
  });

  it('of one sequence rise strictly through a burst, an overflow and a clock that steps back', () => {
    const sequence = new UuidSequence(new SeededRandomness('burst'));
    const made: string[] = [];
    for (let index = 0; index < 10_000; index += 1) made.push(sequence.next(INSTANT));
    for (let back = 0; back < 50; back += 1) made.push(sequence.next(new Date(INSTANT.getTime() - back)));
    made.push(sequence.next(new Date(INSTANT.getTime() + 1000)));
    expect(made.every((id) => VERSION_7.test(id))).toBe(true);
    expect(made).toEqual([...new Set(made)].sort());
    expect(made.at(-1)?.slice(0, 13)).toBe('0190b427-6d23');
  });
});

describe('persons and tokens', () => {
  it('are made of chance alone', () => {
    expect(personId(new SeededRandomness('person'))).toMatch(/^p-[0-9a-f]{8}$/);
    expect(tokenText(new SeededRandomness('token'))).toMatch(/^xinyi_[A-Za-z0-9_-]{43}$/);
    expect(tokenText(new SeededRandomness('token'))).not.toBe(tokenText(new SeededRandomness('other')));
  });
});

describe("the system's chance", () => {
  it('hands out fresh bytes of every length and keeps none of them', () => {
    const system = new SystemRandomness();
    const seen = new Set<string>();
    for (let round = 0; round < 3000; round += 1) seen.add(system.bytes(16).toString('hex'));
    expect(seen.size).toBe(3000);
    const [first, second] = [system.bytes(32), system.bytes(32)];
    const copy = Buffer.from(second);
    first.fill(0);
    expect(second.equals(copy)).toBe(true);
    expect(system.bytes(0)).toHaveLength(0);
    expect(system.bytes(20_000).some((byte) => byte !== 0)).toBe(true);
  });
});
