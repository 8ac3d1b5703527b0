import { Injectable } from '@nestjs/common';
import type pg from 'pg';
import { DataSource } from 'typeorm';
import { Refusal } from '../../kernel/violation.js';
import { checkServer } from '../database/connection.js';
import { readMigrations } from '../database/migration-files.js';
import { pendingMigrations } from '../database/migration-history.js';

/** A load balancer asks every few seconds and does not wait for a stuck pool. */
const PATIENCE_MS = 3000;

/** Whether this process can answer: its database does, and its schema is the one that this program was written for. */
@Injectable()
export class Readiness {
  #draining = false;

  constructor(private readonly dataSource: DataSource) {}

  /** Once stopping, say so: whoever sends requests here should look elsewhere. */
  beforeApplicationShutdown(): void {
    this.#draining = true;
  }

  get draining(): boolean {
    return this.#draining;
  }

  /** @throws Refusal UNAVAILABLE, or the database's own error. */
  async check(): Promise<void> {
    if (this.#draining) throw Refusal.of('UNAVAILABLE');
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(Refusal.of('UNAVAILABLE')), PATIENCE_MS);
    });
    try {
      await Promise.race([this.#ask(), late]);
    } catch {
      throw Refusal.of('UNAVAILABLE');
    } finally {
      clearTimeout(timer);
    }
  }

  async #ask(): Promise<void> {
    const files = await readMigrations();
    const runner = this.dataSource.createQueryRunner();
    try {
      const client = (await runner.connect()) as pg.Client;
      const pending = await pendingMigrations(client, await checkServer(client), files);
      if (pending.length > 0) throw Refusal.of('UNAVAILABLE');
    } finally {
      await runner.release();
    }
  }
}
