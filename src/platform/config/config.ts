import { resolve } from 'node:path';

import { z } from 'zod';

import { projectRoot } from '../project-root.js';
import { StartupError } from './startup-error.js';

/** What the environment says, checked once at start. Nothing else in the project reads `process.env`. */
export interface Config {
  /** The restricted login of a PostgreSQL server; absent: the embedded server is used. */
  readonly databaseUrl?: string;
  /** The owner of the tables, for migrations alone. */
  readonly migrateUrl?: string;
  /** Absolute folder of the embedded database and of what this machine keeps. */
  readonly dataFolder: string;
  /** Whether an empty embedded database gets the sample estate. */
  readonly demo: boolean;
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  readonly logLevel: LogLevel;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

function isDatabaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, pathname } = new URL(text);
  return (protocol === 'postgres:' || protocol === 'postgresql:') && username !== '' && pathname.length > 1;
}

const databaseUrl = z.string().refine(isDatabaseUrl).optional();

const environment = z.object({
  DATABASE_URL: databaseUrl,
  XINYI_MIGRATE_URL: databaseUrl,
  XINYI_DATA: z.string().default('var'),
  XINYI_DEMO: z.enum(['0', '1']).default('1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .pipe(z.number().max(65_535))
    .default(3000),
  HOST: z
    .string()
    .regex(/^[^\s/]+$/)
    .default('127.0.0.1'),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
});

type Variable = keyof z.infer<typeof environment>;

const urlZh = '应形如 postgres://账号:密码@主机:端口/数据库（密码里的特殊字符要转义）';
const urlEn = 'should look like postgres://login:password@host:port/database (with special characters percent-encoded)';

const expected: Readonly<Record<Variable, readonly [zh: string, en: string]>> = {
  DATABASE_URL: [urlZh, urlEn],
  XINYI_MIGRATE_URL: [urlZh, urlEn],
  XINYI_DATA: ['应是一个文件夹', 'should be a folder'],
  XINYI_DEMO: ['应是 0 或 1', 'should be 0 or 1'],
  PORT: ['应是 0 到 65535 的整数', 'should be a whole number from 0 to 65535'],
  HOST: ['应是一个地址，例如 127.0.0.1', 'should be an address, for example 127.0.0.1'],
  LOG_LEVEL: [`应是 ${LOG_LEVELS.join('、')} 之一`, `should be one of ${LOG_LEVELS.join(', ')}`],
};

function invalid(error: z.ZodError): StartupError {
  const variables = [...new Set(error.issues.map((issue) => String(issue.path[0]) as Variable))];
  return new StartupError('CONFIG_INVALID', {
    listZh: variables.map((name) => `${name} ${expected[name][0]}`).join('；'),
    listEn: variables.map((name) => `${name} ${expected[name][1]}`).join('; '),
  });
}

/**
 * Reads the environment. An empty value counts as absent, since compose files write `NAME=` for "not set". A relative
 * XINYI_DATA is taken from the project's root, so that the service and every command mean the same folder.
 *
 * @throws StartupError CONFIG_INVALID naming every bad variable (never its value: it may hold a password).
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env, root: string = projectRoot()): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = environment.safeParse(given);
  if (!parsed.success) throw invalid(parsed.error);
  const values = parsed.data;
  return {
    ...(values.DATABASE_URL === undefined ? {} : { databaseUrl: values.DATABASE_URL }),
    ...(values.XINYI_MIGRATE_URL === undefined ? {} : { migrateUrl: values.XINYI_MIGRATE_URL }),
    dataFolder: resolve(root, values.XINYI_DATA),
    demo: values.XINYI_DEMO === '1',
    port: values.PORT,
    host: values.HOST,
    logLevel: values.LOG_LEVEL,
  };
}
