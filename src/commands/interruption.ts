import { EXIT } from './exit-codes.js';
import { Interrupted } from './faults.js';

/** Rejects at the first signal. The second one ends the process at once, and the database undoes what was open. */
export function interruption(): Promise<never> {
  return new Promise((_, reject) => {
    let asked = false;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (asked) process.exit(EXIT.interrupted);
        asked = true;
        reject(new Interrupted());
      });
    }
  });
}
