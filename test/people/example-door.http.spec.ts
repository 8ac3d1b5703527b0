import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { EstateReads } from '../../src/platform/database/estate-reads.js';
import { projectRoot } from '../../src/platform/project-root.js';
import { startTestApp, type TestApp } from '../platform/http/test-app.js';
import { NotesController } from './example-door.js';
import { addTestPerson, foundTestEstate } from './test-estate.js';

@Module({ controllers: [NotesController] })
class NotesModule {}

let running: TestApp;
let token: string;

beforeAll(async () => {
  running = await startTestApp({ more: [NotesModule] });
  const estate = await foundTestEstate(running.app.get(EstateReads), 'here');
  token = (await addTestPerson(running.app, estate, ['COMMITTEE_PREPARER'])).token;
});

afterAll(async () => {
  await running.close();
});

describe('the example of docs/doors.md', () => {
  it('is this code', () => {
    const root = projectRoot(import.meta.url);
    const shown = /```ts\n([^`]*(?:`[^`]+)*?)\n```/.exec(readFileSync(join(root, 'docs', 'doors.md'), 'utf8'))?.[1];
    const code = readFileSync(join(root, 'test', 'people', 'example-door.ts'), 'utf8');
    const [, ...lines] = code.trim().replaceAll("'../../src/", "'../").split('\n');
    expect(shown).toBe(lines.join('\n'));
  });

  it('answers', async () => {
    const notes = `${running.origin}/api/v1/estates/here/notes`;
    const found = await fetch(`${notes}/n-7?asOf=2025-06-30`);
    expect(await found.json()).toEqual({ note: 'n-7', text: '截至 2025-06-30', amount: '0.00' });
    const written = await fetch(notes, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': 'k-1' },
      body: '{"text":"六月电费","amount":"12.00"}',
    });
    expect([written.status, await written.json()]).toEqual([201, expect.objectContaining({ amount: '12.00' })]);
  });
});
