import { describe, expect, it } from '@jest/globals';
import { contentSecurityPolicy, errorAnswer, pageAnswer } from '../../src/portal/page-answer.js';
import { assets, iconPath, stylesheetPath } from '../../src/portal/style/assets.js';

describe('a page on its way out', () => {
  const first = pageAnswer('<p>1</p>');
  const tag = first.headers['etag'] ?? '';

  it('has a tag made from its bytes', () => {
    expect(tag).toMatch(/^"[\w-]{27}"$/);
    expect(pageAnswer('<p>1</p>').headers['etag']).toBe(tag);
    expect(pageAnswer('<p>2</p>').headers['etag']).not.toBe(tag);
  });

  it.each([(known: string) => known, (known: string) => `"other", W/${known}`, () => '*'])(
    'is not sent again to who has it (%#)',
    (ask) => {
      expect(pageAnswer('<p>1</p>', ask(tag))).toMatchObject({ status: 304, body: '' });
    },
  );

  it('is sent again where anything changed', () => {
    expect(pageAnswer('<p>2</p>', tag).status).toBe(200);
  });

  it('allows no script and no style of its own', () => {
    expect(contentSecurityPolicy).toContain("default-src 'none'");
    expect(contentSecurityPolicy).not.toContain('unsafe');
  });

  it('is kept by nobody where it tells of an error', () => {
    expect(errorAnswer(404, '').headers['cache-control']).toBe('no-store');
  });
});

it('keeps each asset at an address made from its bytes, and gives the stylesheet every part it needs', () => {
  expect(stylesheetPath).toMatch(/^\/assets\/[0-9a-f]{16}\.css$/);
  const sheet = assets.get(stylesheetPath.replace('/assets/', ''))?.body ?? '';
  for (const rule of ['@media print', 'prefers-color-scheme: dark', 'html.large', ':focus-visible', '.report-table']) {
    expect(sheet).toContain(rule);
  }
  expect(sheet.match(/{/g)?.length).toBe(sheet.match(/}/g)?.length);
  expect(sheet).not.toContain('undefined');
  expect(assets.get(iconPath.replace('/assets/', ''))?.contentType).toBe('image/svg+xml');
});
