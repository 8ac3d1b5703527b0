import { documentDigest } from '../../src/publishing/document-digest.js';
import { REPORT_FORMATS, RenderReport } from '../../src/publishing/render-report.js';
import { fundStatement, reconciliation } from './fixtures/sample-reports.js';

describe('forms of a document', () => {
  it('are made once for a digest, also for readers who ask at the same time', async () => {
    const render = new RenderReport();
    const digest = documentDigest(fundStatement);
    const [one, other] = await Promise.all([
      render.execute(fundStatement, digest, 'pdf'),
      render.execute(fundStatement, digest, 'pdf'),
    ]);
    expect(one).toBe(other);
    expect(await render.execute(fundStatement, digest, 'pdf')).toBe(one);
    const different = await render.execute(reconciliation, documentDigest(reconciliation), 'pdf');
    expect(different.equals(one)).toBe(false);
  });

  it('leave when there is no room, the least lately used first', async () => {
    const render = new RenderReport(3_000);
    const csv = (digest: string): Promise<Buffer> => render.execute(fundStatement, digest, 'csv');
    const [first, second] = [await csv('digest-1'), await csv('digest-2')];
    expect(first.length * 2).toBeGreaterThan(3_000);
    expect(await csv('digest-2')).toBe(second);
    const again = await csv('digest-1');
    expect(again).not.toBe(first);
    expect(again.equals(first)).toBe(true);
  });

  it.each(REPORT_FORMATS)('include %s', async (format) => {
    const bytes = await new RenderReport().execute(fundStatement, documentDigest(fundStatement), format);
    expect(bytes.length).toBeGreaterThan(500);
  });
});
