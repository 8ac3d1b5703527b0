import { createDataSource } from '../../../src/platform/database/data-source.js';
import { AppModule, type Composition } from '../../../src/app.module.js';
import { createHttpApp } from '../../../src/platform/http/http-app.js';
import { createServiceLog } from '../../../src/platform/http/service-log.js';
import { createTestDatabase, type TestDatabase } from '../../harness/database.js';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly origin: string;
  readonly database: TestDatabase;
  close(): Promise<void>;
}

/** The composed application on a database of its own, listening on a free port. */
export async function startTestApp(parts: Partial<Composition> = {}): Promise<TestApp> {
  const database = await createTestDatabase();
  const log = parts.log ?? createServiceLog({ level: 'silent' });
  const dataSource = createDataSource({ url: database.appUrl, poolSize: 5 });
  const app = await createHttpApp({ module: AppModule.compose({ dataSource, ...parts, log }), log });
  await app.listen(0, '127.0.0.1');
  return {
    app,
    origin: await app.getUrl(),
    database,
    close: async () => {
      await app.close();
      await database.drop();
    },
  };
}
