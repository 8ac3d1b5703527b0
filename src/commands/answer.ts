/** What a command answers, before it is decided how it is shown. */
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue | undefined };

export interface Answer {
  /** For people: lines of a terminal. */
  readonly lines: readonly string[];
  /** For machines: amounts are yuan strings with two decimals. */
  readonly result: JsonValue;
  /** A document that goes to standard output as it is, in place of the lines. */
  readonly bytes?: Uint8Array;
  /** What was found, as machines read it. */
  readonly problems?: readonly JsonValue[];
  /** The work was done and found something wrong. */
  readonly isBad?: boolean;
}

/** A log position or size; far below the range in which numbers are exact. */
export function count(value: bigint): number {
  return Number(value);
}
