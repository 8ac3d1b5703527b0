/** The files for containers, read as text: there is no engine here to run them. */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT, filesUnder, read } from './project-tree.js';

interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly restart?: string;
  readonly environment?: Record<string, string>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: Record<string, { readonly condition: string }>;
}

interface Compose {
  readonly services: { readonly ledger: Service; readonly postgres: Service };
  readonly volumes: Record<string, unknown>;
}

const text = read('docker-compose.yml');
const { services, volumes } = parse(text) as Compose;
const VARIABLE = /\$\{(\w+)([^}]*)\}/g;

describe('docker-compose.yml', () => {
  it('runs the service with PostgreSQL 18, and both come back after a crash', () => {
    expect(services.ledger.build).toBe('.');
    expect(services.postgres.image).toMatch(/^postgres:18\b/);
    expect([services.ledger.restart, services.postgres.restart]).toEqual(['unless-stopped', 'unless-stopped']);
  });

  it('has no default password: each must be set, or nothing starts', () => {
    const passwords = [...text.matchAll(VARIABLE)].filter(([, name = '']) => name.endsWith('PASSWORD'));
    expect(new Set(passwords.map(([, name]) => name)).size).toBe(3);
    expect(passwords.filter(([, , rule = '']) => !rule.startsWith(':?'))).toEqual([]);
    const settings = [services.ledger, services.postgres].flatMap((service) =>
      Object.entries(service.environment ?? {}),
    );
    const bare = settings.filter(([name, value]) => /PASSWORD|URL/.test(name) && !value.includes(':?'));
    expect(bare).toEqual([]);
  });

  it('tells of every variable in docker/env.example, and gives none of the passwords a value', () => {
    const example = read('docker/env.example');
    const named = new Set([...text.matchAll(VARIABLE)].map(([, name = '']) => name));
    for (const name of named) expect(example).toMatch(new RegExp(`^${name}=`, 'm'));
    expect(example).not.toMatch(/^\w*PASSWORD=.+$/m);
  });

  it('keeps the books on a volume and waits for a healthy server', () => {
    expect(services.postgres.volumes).toContain('postgres:/var/lib/postgresql');
    expect(Object.keys(volumes)).toEqual(expect.arrayContaining(['postgres', 'files']));
    expect(services.postgres.healthcheck?.test).toContain('pg_isready');
    expect(services.ledger.depends_on?.['postgres']?.condition).toBe('service_healthy');
  });

  it('shows the service to this machine only, and the database to nobody', () => {
    expect(services.ledger.ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:/)]);
    expect(services.postgres.ports).toBeUndefined();
  });

  it('gives the service a login that is neither the owner nor a superuser', () => {
    const { DATABASE_URL: service = '', XINYI_MIGRATE_URL: owner = '' } = services.ledger.environment ?? {};
    const login = (url: string): string => /^postgres:\/\/([^:]+):/.exec(url)?.[1] ?? '';
    expect(new Set([login(service), login(owner), 'postgres', '']).size).toBe(4);
    const script = read('docker/initdb/10-owner.sh');
    expect(script).toMatch(new RegExp(`create role ${login(owner)} login createrole nosuperuser`));
    expect(script).not.toContain(login(service));
  });

  it.each(filesUnder('docker/initdb'))('%s can be run and is sound shell', (path) => {
    expect(statSync(join(ROOT, path)).mode & 0o111).not.toBe(0);
    expect(spawnSync('sh', ['-n', join(ROOT, path)], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });
});

describe('Dockerfile', () => {
  const file = read('Dockerfile').replace(/\\\n/g, ' ');
  const stages = file.split(/^(?=FROM )/m).filter((stage) => stage.startsWith('FROM '));
  const [build = '', run = ''] = stages;

  it('builds in one stage and runs in another, both on the Node that we promise', () => {
    expect(stages).toHaveLength(2);
    for (const stage of stages) expect(stage).toMatch(/^FROM node:20-bookworm-slim\b/);
    expect(build).toMatch(/RUN npm ci\n/);
    expect(build).toMatch(/npm run build && npm prune --omit=dev/);
    expect(run).not.toMatch(/\bnpm (?:ci|install|run)\b/);
  });

  it('runs Node itself, as an ordinary user, and says whether it is well', () => {
    expect(run).toMatch(/^USER node$/m);
    expect(run.indexOf('USER node')).toBeLessThan(run.indexOf('\nCMD '));
    expect(run).toMatch(/^CMD \["node", /m);
    expect(run).toMatch(/^HEALTHCHECK .*\/healthz/m);
  });

  it('asks after its health in JavaScript that is sound', () => {
    const [, command = '[]'] = /^HEALTHCHECK .*CMD (\[.*\])$/m.exec(run) ?? [];
    const [program, flag, script = ''] = JSON.parse(command) as string[];
    expect([program, flag]).toEqual(['node', '-e']);
    const env = { ...process.env, PORT: '1' };
    expect(spawnSync(process.execPath, ['-e', script], { env, encoding: 'utf8' })).toMatchObject({
      status: 1,
      stderr: '',
    });
  });

  it('copies only what exists and what .dockerignore lets through', () => {
    const copied = [...file.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, list = '']) => list.split(' '));
    const allowed = new Set(
      read('.dockerignore')
        .split('\n')
        .filter((line) => line.startsWith('!'))
        .map((line) => line.slice(1)),
    );
    expect(copied.length).toBeGreaterThan(5);
    expect(copied.filter((path) => !allowed.has(path))).toEqual([]);
    expect(copied.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});
