/** The command line as a process of its own, started as `npm run xinyi --` starts it: from the built sources. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const SAMPLE = join(ROOT, 'samples/yuanye-manor');

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves when standard error holds the text. */
  said(text: string): Promise<void>;
}

export type Env = Readonly<Record<string, string>>;

/** Nothing of this process's own configuration reaches the command. */
function cleanEnv(given: Env): NodeJS.ProcessEnv {
  const names = ['DATABASE_URL', 'XINYI_MIGRATE_URL', 'XINYI_DATA', 'npm_lifecycle_event', 'INIT_CWD'];
  const inherited = Object.entries(process.env).filter(([name]) => !names.includes(name));
  return { ...Object.fromEntries(inherited), ...given };
}

export function startXinyi(env: Env, ...words: readonly string[]): Running {
  const program = [join(ROOT, 'scripts/run.mjs'), 'src/cli.js', ...words];
  const child = spawn(process.execPath, program, { cwd: ROOT, env: cleanEnv(env), stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  let hear = (): void => undefined;
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text;
    hear();
  });
  const ended = once(child, 'close').then(() => ({ exitCode: child.exitCode, ...output }));
  const said = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      hear = () => {
        if (output.stderr.includes(text)) resolve();
      };
      hear();
      void ended.then(({ stderr }) => reject(new Error(`it ended without saying "${text}": ${stderr}`)));
    });
  return { child, ended, said };
}

export async function xinyi(env: Env, ...words: readonly string[]): Promise<Ended> {
  return startXinyi(env, ...words).ended;
}

export interface JsonAnswer<T> {
  readonly ok: boolean;
  readonly command: string;
  readonly exitCode: number;
  readonly result: T;
  readonly problems?: readonly { readonly code: string; readonly zh: string; readonly [key: string]: unknown }[];
}

/** Standard output of a command under `--json`: it must be one object and nothing else. */
export function answerOf<T>({ stdout }: Ended): JsonAnswer<T> {
  if (!/^\{.*\}\n$/.test(stdout)) throw new Error(`standard output is not one line of JSON: ${stdout}`);
  return JSON.parse(stdout) as JsonAnswer<T>;
}
