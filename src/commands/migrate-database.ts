import type { Config } from '../platform/config/config.js';
import { migrateDatabase } from '../platform/database/open-database.js';
import type { Answer } from './answer.js';

export async function migrate(config: Config): Promise<Answer> {
  const { database, serverVersion, applied } = await migrateDatabase(config);
  const what = `数据库 ${database}（PostgreSQL ${serverVersion}）`;
  return {
    lines:
      applied.length === 0
        ? [`${what}的结构已是最新，没有改动。The schema is up to date; nothing was changed.`]
        : [`${what}的结构已更新 ${applied.length} 步。Migrated:`, ...applied.map((name) => `  ${name}`)],
    result: { database, serverVersion, applied: [...applied] },
  };
}
