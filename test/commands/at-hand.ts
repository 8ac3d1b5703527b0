/** The command line inside this process: the same commands without the second that a process takes to start. */
import { Writable } from 'node:stream';
import { runCommandLine } from '../../src/commands/program.js';
import { ROOT, type Ended, type Env } from './xinyi.js';

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

export async function atHand(env: Env, ...words: readonly string[]): Promise<Ended> {
  const [out, err] = [new Kept(false), new Kept(false)];
  const exitCode = await runCommandLine(words, { out, err, env, from: ROOT, interrupted: NEVER });
  return { exitCode, stdout: out.text, stderr: err.text };
}

/** With a database that nobody answers for: what reaches it ends as SERVER_UNREACHABLE, never as success. */
export function written(...words: readonly string[]): Promise<Ended> {
  return atHand({ DATABASE_URL: 'postgres://nobody:x@127.0.0.1:1/nothing' }, ...words);
}
