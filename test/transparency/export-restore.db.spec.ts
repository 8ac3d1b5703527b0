/** An estate goes out as one archive and comes back to the same root. */
import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CalendarDate } from '../../src/kernel/calendar.js';
import { SystemClock } from '../../src/kernel/clock.js';
import { SystemRandomness } from '../../src/kernel/ids.js';
import { JournalWriter } from '../../src/ledger/journal-writer.js';
import { ExportEstate } from '../../src/transparency/export-estate.js';
import { RestoreEstate } from '../../src/transparency/restore-estate.js';
import { VerifyEstate } from '../../src/transparency/verify-estate.js';
import { servers, type TestServer } from '../harness/servers.js';
import { asAdmin, closePlaces, exportSample, openPlace, refusalOf, rowsOf, textOf } from './places.js';
import { lines, openSample } from './sample-log.js';

const all = (await servers()).map((server): [string, TestServer] => [server.name, server]);
const { home, away, log, before, folder, archive } = await exportSample('archive');

afterAll(closePlaces);

describe('export', () => {
  it('is the same bytes twice, readable by its owner alone, with nothing left beside it', async () => {
    const again = join(folder, 'two.xinyi');
    const written = await new ExportEstate(home.reads).execute({ estateId: log.estateId, file: again });
    expect((await readFile(again)).equals(await readFile(archive))).toBe(true);
    expect((await stat(again)).mode & 0o777).toBe(0o600);
    expect(written).toMatchObject({
      code: log.code,
      size: before.size,
      root: before.root,
      bytes: (await stat(again)).size,
    });
    expect((await readdir(folder)).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('is lines that a stranger can read and hash', async () => {
    const text = await textOf(archive);
    expect(text.at(-1)).toBe('');
    const cells = text.slice(0, -1).map((line) => JSON.parse(line) as string[]);
    expect(cells[0]).toEqual(['xinyi-archive/1', log.estateId, log.code, String(before.size), before.root]);
    const end = cells.at(-1);
    const digest = createHash('sha256')
      .update(`${text.slice(0, -2).join('\n')}\n`)
      .digest('hex');
    expect(end).toEqual(['end', before.root, digest]);
    expect(cells.filter(([kind]) => kind === 'leaf')).toHaveLength(Number(before.size));
    expect(cells.filter(([kind]) => kind === 'value')).toHaveLength(before.checkedValues);
  });

  it('never overwrites', async () => {
    const taken = join(folder, 'taken.xinyi');
    await writeFile(taken, 'mine');
    const refusal = await refusalOf(new ExportEstate(home.reads).execute({ estateId: log.estateId, file: taken }));
    expect(refusal.code).toBe('EXPORT_FILE_EXISTS');
    expect(await readFile(taken, 'utf8')).toBe('mine');
  });

  it('says where it cannot write', async () => {
    const nowhere = join(folder, 'no', 'such', 'folder.xinyi');
    const refusal = await refusalOf(new ExportEstate(home.reads).execute({ estateId: log.estateId, file: nowhere }));
    expect(refusal).toMatchObject({ code: 'EXPORT_FILE_UNWRITABLE', facts: { reason: 'ENOENT' } });
  });

  it('knows no estate that is not here', async () => {
    const file = join(folder, 'nobody.xinyi');
    const refusal = await refusalOf(new ExportEstate(away.reads).execute({ estateId: log.estateId, file }));
    expect(refusal.code).toBe('LOG_NOT_FOUND');
    expect(await readdir(folder)).not.toContain('nobody.xinyi');
  });

  it('refuses a log that is not sound, and leaves no file', async () => {
    const broken = await openPlace();
    const other = await openSample(broken.dataSource, 'broken');
    await asAdmin(broken, async (admin) => {
      await admin.query('alter table log.leaf disable trigger all');
      await admin.query('delete from log.leaf where seq = 4');
    });
    const file = join(folder, 'broken.xinyi');
    const refusal = await refusalOf(new ExportEstate(broken.reads).execute({ estateId: other.estateId, file }));
    expect(refusal).toMatchObject({ code: 'EXPORT_LOG_BROKEN', facts: { seq: '4' } });
    expect((await readdir(folder)).filter((name) => name.includes('broken'))).toEqual([]);
  });
});

describe('restore', () => {
  it('gives the same log, the same rows, and the same archive again', async () => {
    const restored = await new RestoreEstate(away.reads).execute(archive);
    expect(restored).toEqual({ estateId: log.estateId, code: log.code, size: before.size, root: before.root });
    const after = await new VerifyEstate(away.reads).execute(log.estateId);
    expect(after).toEqual(before);
    expect(after.isSound).toBe(true);
    const again = join(folder, 'again.xinyi');
    await new ExportEstate(away.reads).execute({ estateId: log.estateId, file: again });
    expect((await readFile(again)).equals(await readFile(archive))).toBe(true);
  });

  it.each(all)('gives it on %s too', async (_name, server) => {
    const place = await openPlace(server);
    await new RestoreEstate(place.reads).execute(archive);
    expect(await new VerifyEstate(place.reads).execute(log.estateId)).toEqual(before);
  });

  it('is refused where the estate is, or its code', async () => {
    expect((await refusalOf(new RestoreEstate(away.reads).execute(archive))).code).toBe('RESTORE_ESTATE_EXISTS');
    const taken = await openPlace();
    await asAdmin(taken, async (admin) => {
      await admin.query('insert into estates.directory (code, estate_id) values ($1, gen_random_uuid())', [log.code]);
    });
    expect((await refusalOf(new RestoreEstate(taken.reads).execute(archive))).code).toBe('RESTORE_CODE_TAKEN');
  });

  it('goes on where it left off: the restored estate takes new vouchers', async () => {
    const grown = await openSample(home.dataSource, 'grown');
    await grown.post({ eventOn: '2024-03-01' as CalendarDate });
    const file = join(folder, 'grown.xinyi');
    await new ExportEstate(home.reads).execute({ estateId: grown.estateId, file });
    const place = await openPlace();
    await new RestoreEstate(place.reads).execute(file);
    const writer = new JournalWriter(place.dataSource, new SystemClock(), new SystemRandomness());
    const draft = { estateId: grown.estateId, eventOn: '2024-03-02' as CalendarDate, kind: 'normal' as const };
    const outcome = await writer.post({
      estateId: grown.estateId,
      vouchers: [
        {
          draft: {
            ...draft,
            summary: '恢复后',
            lines: lines('100201 D PR 1.00', '400201 C PR 1.00'),
            refs: [],
            docs: [],
            preparer: 'p-aa1',
            approver: 'p-bb1',
          },
        },
      ],
    });
    expect(outcome).toMatchObject({ posted: [{ number: '记-202403-0002' }] });
    expect((await new VerifyEstate(place.reads).execute(grown.estateId)).isSound).toBe(true);
  });

  it('takes a fund that a red voucher alone took below zero, and warns of it', async () => {
    const short = await openSample(home.dataSource, 'short');
    await short.post({ eventOn: '2024-01-05' as CalendarDate });
    await short.post({
      eventOn: '2024-01-06' as CalendarDate,
      lines: lines('5003 D PR 70.00', '100201 C PR 70.00'),
    });
    await short.post({
      eventOn: '2024-01-07' as CalendarDate,
      kind: 'red',
      refs: [['reverses', '记-202401-0001']],
      lines: lines('100201 D PR -100.00', '400201 C PR -100.00'),
    });
    const report = await new VerifyEstate(home.reads).execute(short.estateId);
    expect(report).toMatchObject({ isSound: true, warningCount: 1, counts: { VERIFY_BELOW_ZERO_BY_RED: 1 } });
    expect(report.warnings[0]?.facts).toMatchObject({ fund: 'PR', account: '100201', date: '2024-01-07', fen: '7000' });
    const file = join(folder, 'short-of-money.xinyi');
    await new ExportEstate(home.reads).execute({ estateId: short.estateId, file });
    await new RestoreEstate(away.reads).execute(file);
    expect(await new VerifyEstate(away.reads).execute(short.estateId)).toEqual(report);
  });

  it('names an erased value that it cannot bring back, and writes nothing', async () => {
    const place = await openPlace();
    const erased = await openSample(place.dataSource, 'erased');
    const { rows } = await asAdmin(place, (admin) =>
      admin.query<{ seq: string }>(
        `delete from log.disclosure where seq = (select min(seq) from log.disclosure) returning seq::text`,
      ),
    );
    const file = join(folder, 'erased.xinyi');
    await new ExportEstate(place.reads).execute({ estateId: erased.estateId, file });
    expect((await textOf(file)).filter((line) => line.startsWith('["erased","1",'))).toHaveLength(1);
    const target = await openPlace();
    const refusal = await refusalOf(new RestoreEstate(target.reads).execute(file));
    expect(refusal).toMatchObject({ code: 'RESTORE_ERASED_VALUE', facts: { seq: rows[0]?.seq } });
    expect(await rowsOf(target)).toBe(0);
  });
});
