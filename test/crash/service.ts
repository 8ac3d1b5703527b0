/** The real program as a process on an embedded server of its own, fsync on as a user has it; to be killed. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compileSource } from '../harness/compile.mjs';

const PATIENCE_MS = 30_000;

const running = new Set<Service>();

export class Service {
  #out = '';
  #err = '';
  readonly #ended: Promise<number | null>;

  private constructor(
    private readonly child: ChildProcess,
    readonly dataFolder: string,
  ) {
    child.stdout?.on('data', (chunk: Buffer) => (this.#out += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (this.#err += chunk.toString()));
    this.#ended = once(child, 'close').then(([code]) => {
      running.delete(this);
      return code as number | null;
    });
    running.add(this);
  }

  /** Starts it and waits until it listens. With `demo` the first start loads the sample estate. */
  static async start(dataFolder: string, { demo = true }: { readonly demo?: boolean } = {}): Promise<Service> {
    const source = await compileSource();
    const env = { ...environment(dataFolder), PORT: '0', XINYI_DEMO: demo ? '1' : '0' };
    const service = new Service(spawn(process.execPath, [join(source, 'main.js')], { env }), dataFolder);
    await service.#listening();
    return service;
  }

  async #listening(): Promise<void> {
    const until = performance.now() + PATIENCE_MS;
    while (!this.#out.includes('Ctrl-C')) {
      if (!running.has(this)) throw new Error(`the service ended: ${this.#err}`);
      if (performance.now() > until) throw new Error(`the service does not listen: ${this.#out}${this.#err}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  get origin(): string {
    const address = /http:\/\/localhost:\d+/.exec(this.#out)?.[0];
    if (address === undefined) throw new Error('the service told no address');
    return address.replace('localhost', '127.0.0.1');
  }

  /** What it said on standard error: its log. */
  get log(): string {
    return this.#err;
  }

  /** kill -9. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.#ended;
  }

  /** Ctrl-C, and its exit code. */
  async interrupt(): Promise<number | null> {
    this.child.kill('SIGINT');
    return this.#ended;
  }

  /** The token of a role of the sample's committee, as the first start kept it. */
  async token(role: string): Promise<string> {
    const text = await readFile(join(this.dataFolder, 'demo-tokens.json'), 'utf8');
    const tokens = Object.entries(JSON.parse(text) as Record<string, string>);
    const found = tokens.find(([name]) => name.startsWith(role));
    if (found === undefined) throw new Error(`no token of ${role}`);
    return found[1];
  }
}

/** For `afterEach`: no service outlives its test. */
export async function killAll(): Promise<void> {
  await Promise.all([...running].map((service) => service.kill()));
}

function environment(dataFolder: string): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', XINYI_DATA: dataFolder };
}

export interface CommandEnd {
  readonly code: number | null;
  readonly out: string;
}

/** A command line process on the same data folder. */
export class Command {
  #out = '';
  readonly ended: Promise<CommandEnd>;

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.#out += chunk.toString()));
    }
    this.ended = once(child, 'close').then(([code]) => ({ code: code as number | null, out: this.#out }));
  }

  static async start(dataFolder: string, words: readonly string[]): Promise<Command> {
    const source = await compileSource();
    return new Command(spawn(process.execPath, [join(source, 'cli.js'), ...words], { env: environment(dataFolder) }));
  }

  static async run(dataFolder: string, words: readonly string[]): Promise<CommandEnd> {
    return (await Command.start(dataFolder, words)).ended;
  }

  /** Waits until it has said this; fails where it ends without. */
  async said(text: string): Promise<void> {
    while (!this.#out.includes(text)) {
      if (this.child.exitCode !== null) throw new Error(`the command ended without "${text}": ${this.#out}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** kill -9, and its exit code: null where it was still at work. */
  async kill(): Promise<number | null> {
    this.child.kill('SIGKILL');
    return (await this.ended).code;
  }
}
