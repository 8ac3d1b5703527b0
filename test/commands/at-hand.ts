/** The command line inside this process, for what needs no database. */
import { Writable } from 'node:stream';
import { runCommandLine } from '../../src/commands/program.js';
import type { Ended } from './xinyi.js';

class Kept extends Writable {
  text = '';

  constructor(readonly isTTY: boolean) {
    super();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

const NEVER = new Promise<never>(() => undefined);

export async function written(...words: readonly string[]): Promise<Ended> {
  const [out, err] = [new Kept(false), new Kept(false)];
  // A database that nobody answers for: what reaches it shows as SERVER_UNREACHABLE, never as success.
  const env = { DATABASE_URL: 'postgres://nobody:x@127.0.0.1:1/nothing' };
  const exitCode = await runCommandLine(words, { out, err, env, from: '/nowhere', interrupted: NEVER });
  return { exitCode, stdout: out.text, stderr: err.text };
}
