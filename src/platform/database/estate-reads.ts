import { Injectable } from '@nestjs/common';
import type pg from 'pg';
import { DataSource } from 'typeorm';

/** Runs one statement and gives its rows; `int8` arrives as bigint, `date` as "YYYY-MM-DD". */
export type Query = <Row = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]) => Promise<Row[]>;

export interface ReadOptions {
  /** Also show private values (disclosures, names, households). The door decides who may; this is the second lock. */
  readonly private?: boolean;
}

/**
 * Reads under row-level security. Every read of an estate runs in one read-only transaction of one snapshot, scoped
 * to that
 * estate: a query that forgets its filter sees nothing of another estate, and without a scope nothing at all.
 */
@Injectable()
export class EstateReads {
  constructor(private readonly dataSource: DataSource) {}

  /** Reads of one estate, all from the same snapshot. */
  async read<T>(estateId: string, work: (query: Query) => Promise<T>, options: ReadOptions = {}): Promise<T> {
    return this.#session(async (client) => {
      await client.query('begin transaction isolation level repeatable read read only');
      await scope(client, estateId, options.private === true);
      const result = await work(queryOf(client));
      await client.query('commit');
      return result;
    });
  }

  /** Reads of tables that belong to the deployment, not to an estate (the directory, tokens). */
  async deployment<T>(work: (query: Query) => Promise<T>): Promise<T> {
    return this.#session((client) => work(queryOf(client)));
  }

  /**
   * A transaction that writes through the append functions; reads in it see the estate too. READ COMMITTED, so that
   * each
   * statement after a lock sees what the lock waited for. Rolled back on any error: nothing half-done stays.
   */
  async write<T>(estateId: string, work: (query: Query, client: pg.ClientBase) => Promise<T>): Promise<T> {
    return this.#session(async (client) => {
      await client.query('begin');
      await scope(client, estateId, true);
      const result = await work(queryOf(client), client);
      await client.query('commit');
      return result;
    });
  }

  async #session<T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    const client = (await runner.connect()) as pg.ClientBase;
    try {
      return await work(client);
    } catch (error) {
      // A broken connection answers the rollback with another error; the first one is the news.
      await client.query('rollback').catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }
}

async function scope(client: pg.ClientBase, estateId: string, isPrivate: boolean): Promise<void> {
  await client.query("select set_config('xinyi.estate', $1, true), set_config('xinyi.private', $2, true)", [
    estateId,
    isPrivate ? 'on' : 'off',
  ]);
}

function queryOf(client: pg.ClientBase): Query {
  return async <Row>(sql: string, parameters: readonly unknown[] = []) => {
    const result = await client.query(sql, [...parameters]);
    return result.rows as Row[];
  };
}
