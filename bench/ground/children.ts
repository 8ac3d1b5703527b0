/** Processes of their own: a client must not take the server's turns, and a peak of memory must be one work's alone. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { projectRoot } from '../../src/platform/project-root.js';

const manifest = z.object({ scripts: z.object({ xinyi: z.string() }) });

/** Node's options of the command line, so that a child is what a command would be. */
function commandOptions(): readonly string[] {
  const { scripts } = manifest.parse(JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')));
  return scripts.xinyi.split(' ').filter((word) => word.startsWith('--'));
}

/** Starts a program and gives what its last line says, as JSON. */
export async function runChild<T>(program: URL, args: readonly string[], shape: z.ZodType<T>): Promise<T> {
  const file = fileURLToPath(program);
  const child = spawn(process.execPath, [...commandOptions(), file, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(`${file} ended with ${code ?? 'a signal'}`);
  const line = Buffer.concat(output).toString('utf8').trim().split('\n').at(-1) ?? '';
  return shape.parse(JSON.parse(line));
}
