/** A database administrator with no shame: full rights, triggers and constraints out of the way. */
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/platform/database/data-source.js';
import { EstateReads } from '../../src/platform/database/estate-reads.js';
import { VerifyEstate, type VerifyReport } from '../../src/transparency/verify-estate.js';
import { createTestDatabase, type TestDatabase } from '../harness/database.js';
import { fillSample, openSample } from './sample-log.js';

const UNGUARD = `
  do $$
  declare v record;
  begin
    for v in select c.oid::regclass as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where c.relkind = 'r' and n.nspname in ('log', 'people', 'estates', 'ledger', 'banking', 'publishing')
    loop
      execute format('alter table %s disable trigger all', v.name);
    end loop;
    for v in select conrelid::regclass as name,
      conname from pg_constraint c join pg_namespace n on n.oid = c.connamespace
              where n.nspname in ('log', 'people', 'estates', 'ledger', 'banking', 'publishing') and contype in ('c',
                'p', 'u')
    loop
      execute format('alter table %s drop constraint %I', v.name, v.conname);
    end loop;
    for v in select a.attrelid::regclass as name, a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
               join pg_namespace n on n.oid = c.relnamespace
              where c.relkind = 'r' and a.attnum > 0 and a.attnotnull
                and n.nspname in ('log', 'people', 'estates', 'ledger', 'banking', 'publishing')
    loop
      execute format('alter table %s alter column %I drop not null', v.name, v.attname);
    end loop;
    drop index if exists ledger.correction_one_red;
  end $$`;

export class TamperedEstate {
  private constructor(
    readonly database: TestDatabase,
    readonly dataSource: DataSource,
    readonly admin: pg.Client,
    readonly estateId: string,
    /** Names of leaves by their type, in order of position. */
    readonly types: readonly string[],
  ) {}

  /** A filled sample estate whose guards are gone. */
  static async open(seed: string): Promise<TamperedEstate> {
    const database = await createTestDatabase();
    const dataSource = await createDataSource({ url: database.appUrl, workload: 'bulk' }).initialize();
    const log = await openSample(dataSource, seed);
    await fillSample(log, seed);
    const admin = new pg.Client({ connectionString: database.superuserUrl });
    await admin.connect();
    await admin.query(UNGUARD);
    const { rows } = await admin.query<{ t: string }>(
      `select convert_from(body, 'UTF8')::jsonb ->> 't' as t from log.leaf where estate_id = $1 order by seq`,
      [log.estateId],
    );
    const types = rows.map(({ t }) => t);
    return new TamperedEstate(database, dataSource, admin, log.estateId, types);
  }

  async verify(): Promise<VerifyReport> {
    return await new VerifyEstate(new EstateReads(this.dataSource)).execute(this.estateId);
  }

  /** Position of the nth leaf of a type, the first being 0. */
  seqOf(name: string, nth = 0): number {
    const seqs = this.types.flatMap((type, seq) => (type === `xinyi/${name}/v1` ? [seq] : []));
    const found = seqs[nth];
    if (found === undefined) throw new Error(`the sample has no ${name} number ${String(nth)}`);
    return found;
  }

  /**
   * Tampers, verifies, and takes the tampering back: the tables that a tampering may touch are kept aside whole.
   */
  async during(sql: string, values: readonly unknown[] = []): Promise<VerifyReport> {
    const tables = [
      ...new Set([...sql.matchAll(/\b(?:log|people|estates|ledger|banking|publishing)\.\w+/g)].map(([name]) => name)),
    ];
    const aside = tables.filter((name) => KEEPABLE.test(name));
    for (const [index, name] of aside.entries()) {
      await this.admin.query(`create temp table aside_${String(index)} as select * from ${name}`);
    }
    try {
      const { rowCount } = await this.admin.query(sql, [...values]);
      if (rowCount === 0) throw new Error(`nothing was tampered with: ${sql}`);
      return await this.verify();
    } finally {
      for (const [index, name] of aside.entries()) {
        await this.admin.query(`truncate ${name}`);
        await this.admin.query(`insert into ${name} select * from aside_${String(index)}`);
        await this.admin.query(`drop table aside_${String(index)}`);
      }
    }
  }

  async close(): Promise<void> {
    await this.admin.end();
    await this.dataSource.destroy();
    await this.database.drop();
  }
}

/** Functions are called by such names too; they cannot be kept aside. */
const KEEPABLE = /^(?!log\.(?:base64url|disclosed))/;
