/** Each wall is run into once, on a small house built for it: a wall that stops nobody is no wall. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from './project-tree.js';

interface Finding {
  readonly type: string;
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

interface Config {
  readonly forbidden: readonly { readonly name: string; readonly comment?: string }[];
}

/** file -> what it imports; every import below is wrong except those of the sound wing `funds`. */
const HOUSE: Record<string, string[]> = {
  'src/kernel/fen.ts': ['../platform/clock.js', 'pg'],
  'src/kernel/fine.ts': ['decimal.js'],
  'src/platform/clock.ts': ['../ledger/index.js'],
  'src/log/append.ts': ['../portal/index.js'],
  'src/ledger/index.ts': ['./post-entry.js', './store/rows.js'],
  'src/ledger/post-entry.ts': ['./index.js', './ledger.controller.js', '../../reports/a/definition.js', './nowhere.js'],
  'src/ledger/ledger.controller.ts': ['./store/rows.js', 'typeorm'],
  'src/ledger/contract.ts': ['zod'],
  'src/ledger/store/rows.ts': ['../post-other.js', '../../main.js', 'fast-check', 'decimal.js'],
  'src/ledger/post-other.ts': [],
  'src/ledger/rules/index.ts': ['./admit.js'],
  'src/ledger/rules/admit.ts': ['./index.js', '../store/rows.js', 'node:fs'],
  'src/funds/index.ts': ['./move-money.js'],
  'src/funds/move-money.ts': ['../kernel/fine.js', './rules/floor.js', './store/rows.js', '../ledger/index.js'],
  'src/funds/rules/floor.ts': ['../../kernel/fine.js', '../../ledger/rules/index.js'],
  'src/funds/store/rows.ts': ['../rules/floor.js', 'pg'],
  'src/banking/match.ts': ['../ledger/post-other.js'],
  'src/portal/index.ts': [],
  'src/oddments/thing.ts': [],
  'src/main.ts': ['./ledger/post-other.js', './oddments/thing.js'],
  'reports/a/definition.ts': ['../../src/ledger/rules/index.js'],
};

const TEXT = 'export const here = 1;\n';

function build(folder: string): void {
  for (const [path, imports] of Object.entries(HOUSE)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), imports.map((name) => `import '${name}';\n`).join('') + TEXT);
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const [name, content] of Object.entries({
    'tsconfig.json': { compilerOptions: { module: 'nodenext', moduleResolution: 'nodenext' } },
    'package.json': {
      ...{ type: 'module', dependencies: { pg: '*', typeorm: '*', zod: '*', 'decimal.js': '*' } },
      devDependencies: { 'fast-check': '*' },
    },
  })) {
    writeFileSync(join(folder, name), JSON.stringify(content));
  }
}

function findingsIn(folder: string): readonly Finding[] {
  const command = [join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'), 'src', 'reports'];
  const options = ['--config', join(ROOT, '.dependency-cruiser.cjs'), '--output-type', 'json'];
  const { stdout, stderr } = spawnSync(process.execPath, [...command, ...options], { cwd: folder, encoding: 'utf8' });
  if (!stdout.startsWith('{')) throw new Error(stderr);
  return (JSON.parse(stdout) as { summary: { violations: Finding[] } }).summary.violations;
}

describe('the walls', () => {
  const config = createRequire(import.meta.url)(join(ROOT, '.dependency-cruiser.cjs')) as Config;
  const folder = mkdtempSync(join(tmpdir(), 'xinyi-walls-'));
  let findings: readonly Finding[] = [];

  beforeAll(() => {
    build(folder);
    findings = findingsIn(folder);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('each say why they are there', () => {
    expect(config.forbidden.filter((rule) => (rule.comment ?? '').length < 40).map((rule) => rule.name)).toEqual([]);
  });

  it('each stop somebody', () => {
    const hit = new Set(findings.map((finding) => finding.rule.name));
    const names = config.forbidden.map((rule) => rule.name).filter((name) => !name.startsWith('wings-right-of-'));
    expect(names.filter((name) => !hit.has(name))).toEqual([]);
    expect([...hit]).toContain('wings-right-of-log');
  });

  it('let a wing pass that keeps the rules', () => {
    expect(findings.filter((finding) => finding.from.startsWith('src/funds/'))).toEqual([]);
  });

  it('stop at the very import that is wrong', () => {
    const found = findings.map(({ from, to, rule }) => `${rule.name}: ${from} -> ${to}`);
    expect(found).toEqual(
      expect.arrayContaining([
        'kernel-stands-alone: src/kernel/fen.ts -> src/platform/clock.ts',
        'platform-has-no-business-word: src/platform/clock.ts -> src/ledger/index.ts',
        'wings-right-of-log: src/log/append.ts -> src/portal/index.ts',
        'rules-are-pure: src/ledger/rules/admit.ts -> src/ledger/store/rows.ts',
        'edges-know-only-what-is-below: src/ledger/store/rows.ts -> src/ledger/post-other.ts',
        'wings-by-their-front-door: src/banking/match.ts -> src/ledger/post-other.ts',
        'roof-by-the-front-door: src/main.ts -> src/ledger/post-other.ts',
      ]),
    );
  });
});
