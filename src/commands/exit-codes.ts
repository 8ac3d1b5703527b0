/** What a script learns from the exit code; `docs/commands.md` tells the same. */
export const EXIT = {
  /** Done, or nothing needed doing. */
  done: 0,
  /** Refused, or problems were found. Nothing was changed unless the answer says so. */
  refused: 1,
  /** The command was written wrongly. */
  usage: 2,
  /** Cannot run here and now: database unreachable, folder unusable, schema behind. */
  cannot: 3,
  /** A mistake of the program. */
  bug: 70,
  /** Ctrl-C. */
  interrupted: 130,
} as const;
