/** The slip of a donation: what it says, on paper too, and to whom it is shown. */
import { Deployment } from '../acceptance/deployment.js';
import { CharityEstate, HOSTED } from './charity-estate.js';

let deployment: Deployment;
let charity: CharityEstate;

beforeAll(async () => {
  deployment = await Deployment.start();
  charity = await CharityEstate.found(deployment);
});
afterAll(() => deployment.close());

describe('a slip', () => {
  it('is given to the committee and says that it is no 捐赠票据', async () => {
    const [voucher = ''] = await charity.both(`funds/${HOSTED}/donations`, {
      donations: [{ on: '2024-12-05', donor: '<b>钱某</b>', amount: '1680.32', receiptNo: '川慈0012' }],
    });
    const path = `charity/donations/${voucher.replace('记-', '')}-001/slip`;
    const slip = await charity.estate.get<{ title: string; notice: string; rows: { value: string }[] }>(
      path,
      'COMMITTEE_PREPARER',
    );
    expect(slip.title).toContain('不是捐赠票据');
    expect(slip.notice).toMatch(/不是公益事业捐赠票据.*新都区慈善会.*川慈0012/);
    expect(slip.rows.map(({ value }) => value)).toEqual(
      expect.arrayContaining(['1,680.32 元', '人民币壹仟陆佰捌拾元零叁角贰分']),
    );
    const html = await charity.estate.ask(`${path}.html`, 'COMMITTEE_PREPARER');
    expect(html.text).toContain('钱某');
    expect(html.text).not.toContain('<b>钱某');
    expect(html.text).toContain('不是公益事业捐赠票据');
    const pdf = await charity.estate.ask(`${path}.pdf`, 'COMMITTEE_PREPARER');
    expect([pdf.status, pdf.headers.get('content-type'), pdf.text.slice(0, 5)]).toEqual([
      200,
      'application/pdf',
      '%PDF-',
    ]);
    expect((await charity.estate.ask(`${path}.html`, 'RESIDENT')).status).toBe(403);
    expect((await charity.estate.ask(path)).status).toBe(401);
    expect((await charity.estate.ask(path, 'RESIDENT')).status).toBe(403);
  });
});
