/** A ledger on a server, worked with by commands. */
import { createEmptyDatabase, type TestDatabase } from '../harness/database.js';
import { tempFolder } from '../harness/temp-folder.js';
import { atHand } from './at-hand.js';
import { answerOf, SAMPLE, xinyi, type Ended, type Env } from './xinyi.js';

export class LedgerAtWork {
  private constructor(
    readonly database: TestDatabase,
    /** A folder of the test's own. */
    readonly folder: string,
  ) {}

  /** An empty database, its schema not made yet. */
  static async create(): Promise<LedgerAtWork> {
    return new LedgerAtWork(await createEmptyDatabase(), await tempFolder());
  }

  /** With the schema; the sample estate is in it where asked. */
  static async migrated(withSample: boolean): Promise<LedgerAtWork> {
    const ledger = await LedgerAtWork.create();
    await atHand(ledger.asOwner, 'migrate');
    if (withSample) await ledger.done('import', SAMPLE);
    return ledger;
  }

  get env(): Env {
    return { DATABASE_URL: this.database.appUrl };
  }

  get asOwner(): Env {
    return { ...this.env, XINYI_MIGRATE_URL: this.database.ownerUrl };
  }

  run(...words: readonly string[]): Promise<Ended> {
    return atHand(this.env, ...words);
  }

  /** As a process of its own, from the built sources. */
  process(...words: readonly string[]): Promise<Ended> {
    return xinyi(this.env, ...words);
  }

  /** A command that is done; gives its result. */
  async done<T = Readonly<Record<string, unknown>>>(...words: readonly string[]): Promise<T> {
    const ended = await this.run(...words, '--json');
    if (ended.exitCode !== 0)
      throw new Error(`${words.join(' ')} ended with ${ended.exitCode}: ${JSON.stringify(ended)}`);
    const answer = answerOf<T>(ended);
    expect(answer).toMatchObject({ ok: true, exitCode: 0 });
    return answer.result;
  }

  /** A command that is refused with exit code 1; gives the codes of its problems. */
  async refused(...words: readonly string[]): Promise<string[]> {
    const ended = await this.run(...words, '--json');
    const { ok, exitCode, problems = [] } = answerOf<unknown>(ended);
    expect([ended.exitCode, ok, exitCode]).toEqual([1, false, 1]);
    for (const { zh } of problems) expect(zh).toMatch(/\p{Script=Han}/u);
    return problems.map(({ code }) => code);
  }
}
