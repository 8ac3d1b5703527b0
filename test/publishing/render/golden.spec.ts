import { describe, it } from '@jest/globals';
import { renderCsv } from '../../../src/publishing/render/csv.js';
import { renderHtml } from '../../../src/publishing/render/html.js';
import { renderJson } from '../../../src/publishing/render/json.js';
import { renderText } from '../../../src/publishing/render/text.js';
import { expectGolden } from '../fixtures/golden.js';
import { hardCases } from '../fixtures/hard-cases.js';
import { fundStatement, reconciliation } from '../fixtures/sample-reports.js';

describe.each([fundStatement, reconciliation, hardCases])('$id', (report) => {
  it('is the golden CSV', () => expectGolden(`${report.id}.csv`, renderCsv(report)));
  it('is the golden JSON', () => expectGolden(`${report.id}.json`, renderJson(report)));
  it('is the golden text', () => expectGolden(`${report.id}.txt`, renderText(report)));
  // One element a line, so that a difference can be read.
  it('is the golden HTML', () => expectGolden(`${report.id}.html`, `${renderHtml(report).replaceAll('><', '>\n<')}\n`));
});
