import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { compileSource } from './compile.mjs';

/** What a member process says of itself; see embedded-member.mjs. */
export interface MemberEvent {
  readonly event: 'open' | 'closed' | 'refused' | 'lost' | 'revived' | 'revival-failed';
  readonly url?: string;
  readonly arrival?: string;
  readonly code?: string;
  readonly message?: string;
}

/** A real process inside an embedded server, to be joined, stopped and killed. */
export class Member {
  private readonly heard: MemberEvent[] = [];
  private readonly ended: Promise<unknown>;
  private waiting: (() => void) | undefined;
  private done = false;

  private constructor(private readonly child: ChildProcess) {
    this.ended = once(child, 'close').then(() => {
      this.done = true;
      this.waiting?.();
    });
    if (child.stdout === null) throw new Error('the member has no output');
    createInterface({ input: child.stdout }).on('line', (line) => {
      this.heard.push(JSON.parse(line) as MemberEvent);
      this.waiting?.();
    });
  }

  static async start(dataFolder: string, role: 'service' | 'command', migrations: string): Promise<Member> {
    const program = join(dirname(fileURLToPath(import.meta.url)), 'embedded-member.mjs');
    const source = await compileSource();
    const args = [program, source, dataFolder, role, migrations];
    return new Member(spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] }));
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** The next thing it says; fails where it ends without a further word. */
  async next(): Promise<MemberEvent> {
    for (;;) {
      const event = this.heard.shift();
      if (event !== undefined) return event;
      if (this.done) throw new Error('the member ended without a further word');
      await new Promise<void>((resolve) => (this.waiting = resolve));
    }
  }

  /** Ctrl-C, and wait for its end. */
  async leave(): Promise<void> {
    this.child.kill('SIGINT');
    await this.ended;
  }

  /** kill -9, and wait for its end. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  async end(): Promise<void> {
    await this.ended;
  }
}
