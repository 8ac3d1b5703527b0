/**
 * Runs one command and answers with its exit code.
 *
 * 1. Standard output carries the answer alone, under `--json` one JSON object; all else goes to standard error.
 * 2. Ctrl-C undoes what is not committed, leaves the database in order, and answers 130. A second one does not wait.
 * 3. The database is opened after everything that was written has been read, and closed whatever happens.
 */
import { isAbsolute, resolve } from 'node:path';
import type { ProblemTable } from '../kernel/violation.js';
import { readConfig } from '../platform/config/config.js';
import type { Answer, JsonValue } from './answer.js';
import type { Desk } from './composition.js';
import { describeFailure } from './describe-failure.js';
import { EXIT } from './exit-codes.js';
import { Interrupted } from './faults.js';
import { progressOn } from './progress.js';
import type { ConfigWork, DeskWork } from './session.js';

/** What a run reads and writes outside the database. */
export interface Surroundings {
  readonly out: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly err: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly env: NodeJS.ProcessEnv;
  /** Where the person stands; relative paths are theirs. */
  readonly from: string;
  /** Rejects with `Interrupted` when the run is to stop. */
  readonly interrupted: Promise<never>;
}

export class Runner {
  #exitCode: number = EXIT.done;

  constructor(private readonly around: Surroundings) {
    // It may come before anything waits for it.
    around.interrupted.catch(() => undefined);
  }

  get exitCode(): number {
    return this.#exitCode;
  }

  pathOf = (path: string): string => (isAbsolute(path) ? path : resolve(this.around.from, path));

  /** Work with an open database. */
  async atDesk(command: string, json: boolean, work: DeskWork): Promise<void> {
    await this.#answer(command, json, async () => {
      const { openDesk } = await import('./composition.js');
      const opening = openDesk(readConfig(this.around.env));
      const progress = progressOn(this.around.err);
      let isAbandoned = false;
      try {
        const desk = await this.#orInterrupted(opening);
        const session = {
          verbs: desk.verbs,
          progress,
          isTerminal: !json && this.around.out.isTTY === true,
          pathOf: this.pathOf,
        };
        return await this.#orInterrupted(work(session));
      } catch (error) {
        isAbandoned = error instanceof Interrupted;
        throw error;
      } finally {
        progress.end();
        await leave(opening, isAbandoned);
      }
    });
  }

  /** Work that opens the database itself. */
  async withConfig(command: string, json: boolean, work: ConfigWork): Promise<void> {
    await this.#answer(command, json, () => this.#orInterrupted(work(readConfig(this.around.env))));
  }

  /** Tells a failure and keeps its exit code. */
  async fail(command: string, json: boolean, error: unknown): Promise<void> {
    const { exitCode, lines, problems } = await describeFailure(error, wingProblems);
    this.#exitCode = exitCode;
    if (json) this.#print({ ok: false, command, exitCode, problems });
    else this.around.err.write(lines.map((line) => `${line}\n`).join(''));
  }

  async #answer(command: string, json: boolean, work: () => Promise<Answer>): Promise<void> {
    try {
      const answer = await work();
      this.#exitCode = answer.isBad === true ? EXIT.refused : EXIT.done;
      this.#tell(command, json, answer);
    } catch (error) {
      await this.fail(command, json, error);
    }
  }

  #tell(command: string, json: boolean, answer: Answer): void {
    const { result, problems, bytes, lines, isBad = false } = answer;
    if (json) {
      const found = problems === undefined ? {} : { problems };
      this.#print({ ok: !isBad, command, exitCode: this.#exitCode, result, ...found });
    } else if (bytes !== undefined) {
      this.around.out.write(bytes);
    } else {
      const stream = isBad ? this.around.err : this.around.out;
      stream.write(lines.map((line) => `${line}\n`).join(''));
    }
  }

  #print(value: JsonValue): void {
    this.around.out.write(`${JSON.stringify(value)}\n`);
  }

  async #orInterrupted<T>(work: Promise<T>): Promise<T> {
    // What is given up goes on failing in its own time; nobody listens any more.
    work.catch(() => undefined);
    return Promise.race([work, this.around.interrupted]);
  }
}

async function leave(opening: Promise<Desk>, isAbandoned: boolean): Promise<void> {
  const desk = await opening.catch(() => undefined);
  if (desk === undefined) return;
  await (isAbandoned ? desk.abandon() : desk.close());
}

async function wingProblems(): Promise<ProblemTable> {
  return (await import('./wing-problems.js')).wingProblems;
}
