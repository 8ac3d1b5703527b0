/** How the project is built and started, tried on a small project of its own with the same scripts. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './project-tree.js';

const folder = mkdtempSync(join(tmpdir(), 'xinyi-building-'));
const at = (path: string): string => join(folder, path);

const CLI = `import { answer } from './answer.js';
console.log(JSON.stringify({ args: process.argv.slice(2), answer }));
if (process.argv[2] === 'throw') throw new Error('on purpose');
process.exitCode = 3;
`;
const SERVICE = `const alive: NodeJS.Timeout = setInterval(() => undefined, 1000);
process.once('SIGINT', () => {
  clearInterval(alive);
  process.on('SIGINT', () => undefined);
  setTimeout(() => console.log('stopped'), 100);
});
console.log('started');
`;

function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
}
const build = (): ReturnType<typeof run> => run('scripts/build.mjs');
const quiet = { status: 0, stdout: '', stderr: '' };

beforeAll(() => {
  cpSync(join(ROOT, 'scripts'), at('scripts'), { recursive: true });
  for (const file of ['package.json', '.swcrc', '.npmrc']) cpSync(join(ROOT, file), at(file));
  symlinkSync(join(ROOT, 'node_modules'), at('node_modules'));
  mkdirSync(at('src'));
  mkdirSync(at('reports/a/golden'), { recursive: true });
  writeFileSync(at('src/cli.ts'), CLI);
  writeFileSync(at('src/main.ts'), SERVICE);
  writeFileSync(at('src/answer.ts'), 'export const answer: number = 42;\n');
  writeFileSync(at('reports/a/lines.sql'), 'select 1\n');
  writeFileSync(at('reports/a/golden/a.html'), '<p>');
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('building', () => {
  it('says nothing, compiles the sources and copies what stands beside them', () => {
    expect(build()).toMatchObject(quiet);
    expect(readFileSync(at('dist/src/answer.js'), 'utf8')).toContain('export const answer = 42;');
    expect(readFileSync(at('dist/reports/a/lines.sql'), 'utf8')).toBe('select 1\n');
    expect(existsSync(at('dist/reports/a/golden'))).toBe(false);
  });

  it('touches only what changed, also where a file was put back with an older date', () => {
    const before = statSync(at('dist/src/cli.js')).mtimeMs;
    writeFileSync(at('src/answer.ts'), 'export const answer: number = 43;\n');
    utimesSync(at('src/answer.ts'), 1, 1);
    expect(build()).toMatchObject(quiet);
    expect(readFileSync(at('dist/src/answer.js'), 'utf8')).toContain('43');
    expect(statSync(at('dist/src/cli.js')).mtimeMs).toBe(before);
  });

  it('removes what has no source any more', () => {
    writeFileSync(at('src/short-lived.ts'), 'export const x = 1;\n');
    build();
    expect(existsSync(at('dist/src/short-lived.js'))).toBe(true);
    rmSync(at('src/short-lived.ts'));
    expect(build()).toMatchObject(quiet);
    expect(existsSync(at('dist/src/short-lived.js'))).toBe(false);
    expect(existsSync(at('dist/src/short-lived.js.map'))).toBe(false);
  });

  it('names every broken file, fails, and succeeds once they are mended', () => {
    for (const name of ['one', 'two']) writeFileSync(at(`src/${name}.ts`), 'let x: = 3;\n');
    const { status, stderr } = build();
    expect(status).toBe(1);
    expect(stderr).toContain('src/one.ts');
    expect(stderr).toContain('src/two.ts');
    for (const name of ['one', 'two']) rmSync(at(`src/${name}.ts`));
    expect(build()).toMatchObject(quiet);
  });
});

describe('starting', () => {
  it('builds what changed first, and passes arguments and the exit code', () => {
    writeFileSync(at('src/answer.ts'), 'export const answer: number = 44;\n');
    const { status, stdout } = run('scripts/run.mjs', 'src/cli.js', 'import', 'two words', '--json');
    expect(JSON.parse(stdout)).toEqual({ args: ['import', 'two words', '--json'], answer: 44 });
    expect(status).toBe(3);
  });

  it('shows the lines of the sources in a stack trace', () => {
    const { status, stderr } = run('--enable-source-maps', 'scripts/run.mjs', 'src/cli.js', 'throw');
    expect(status).toBe(1);
    expect(stderr).toContain(join('src', 'cli.ts:3'));
  });

  it('starts nothing where the build fails', () => {
    writeFileSync(at('src/broken.ts'), 'let x: = 3;\n');
    const { status, stdout } = run('scripts/run.mjs', 'src/cli.js');
    rmSync(at('src/broken.ts'));
    expect([status, stdout]).toEqual([1, '']);
  });

  it('lets Ctrl-C through npm reach the service, which ends in its own way', async () => {
    const child = spawn('npm', ['start', '--silent'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const said: string[] = [];
    const started = new Promise<void>((resolve) => {
      child.stdout.on('data', (chunk: Buffer) => {
        said.push(chunk.toString());
        if (said.join('').includes('started')) resolve();
      });
    });
    await started;
    child.kill('SIGINT');
    const late = setTimeout(() => process.kill(-(child.pid ?? 0), 'SIGKILL'), 20_000);
    await once(child, 'close');
    clearTimeout(late);
    expect(said.join('')).toBe('started\nstopped\n');
    expect(child.exitCode).toBe(0);
  });
});
