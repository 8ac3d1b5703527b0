/** A broken promise of the code, never of the user: it becomes a 500 without details. */
export function invariant(holds: unknown, promise: string): asserts holds {
  if (!holds) throw new Error(`invariant broken: ${promise}`);
}
