/** AT-02a: public money on a personal card, the warning, and the receipt that is refused. */
import { FundWorld, refusedBy } from '../funds/fund-world.js';

describe('AT-02a: public money on a personal card', () => {
  let own: FundWorld;
  const held = (asOf: string): Promise<{ warning: boolean; held: readonly { amount: string; zh: string }[] }> =>
    own.see(`funds/held-by-others?asOf=${asOf}`);

  beforeAll(async () => {
    own = await FundWorld.open();
    await own.must('2024-07-01', '建账', '122101/PR +18640.35 300102/PR -18640.35', { kind: 'opening' });
    await own.openOrgAccount('2024-07-05');
    const lines = '100201/PR +18952.63 122101/PR -18640.35 4008/PR -312.28';
    await own.must('2024-07-15', '代存公款及利息转入基本存款账户', lines);
  });
  afterAll(() => own.close());

  it('warns while 18,640.35 is there, and no longer once it has moved with 312.28 of interest', async () => {
    const before = await held('2024-07-14');
    expect(before).toMatchObject({ warning: true, held: [{ amount: '18640.35' }] });
    // The page of the funds says the same.
    expect(await own.fund('PR', '2024-07-14')).toMatchObject({
      held: [{ holder: 'PERSONAL', warning: true, zh: before.held[0]?.zh }],
    });
    expect(await own.fund('PR', '2024-07-15')).not.toHaveProperty('held');
    expect(before.held[0]?.zh).toMatch(/^注意：公共收益有 18,640.35 元公款存在个人账户里/);
    expect(await held('2024-07-15')).toMatchObject({ warning: false, held: [] });
    expect(await own.fund('PR')).toMatchObject({ cash: '18952.63', heldByOthers: '0.00' });
  });

  it('refuses a later receipt on the card, at every door', async () => {
    const lines = '122101/PR +50.00 400208/PR -50.00';
    const answer = await own.post('2024-08-01', '收款', lines);
    expect([answer.status, refusedBy(answer)]).toEqual([422, [['PERSONAL_ACCOUNT_RECEIPT', 'lines[0].account']]]);
    const body = {
      eventOn: '2024-08-01',
      summary: '收款',
      lines: [
        { account: '122101', fund: 'PR', debit: '50.00' },
        { account: '400208', fund: 'PR', credit: '50.00' },
      ],
    };
    expect(refusedBy(await own.draft('proposals', body))).toEqual([['PERSONAL_ACCOUNT_RECEIPT', 'lines[0].account']]);
  });

  it('takes what was received before the account was opened', async () => {
    await own.must('2024-07-04', '收款', '122101/PR +50.00 400208/PR -50.00');
    expect(await held('2024-07-31')).toMatchObject({ warning: true, held: [{ amount: '50.00' }] });
  });

  it('tells in sentences what a charity, the authority and a former trustee hold', async () => {
    await own.must('2024-09-01', '捐款', '122103/CF +100.00 400302/CF -100.00');
    await own.must('2024-09-01', '维修资金', '122105/RF +7.00 3002/RF -7.00', { kind: 'opening' });
    await own.must('2024-09-01', '移交', '122104/PS +9.00 300101/PS -9.00', { kind: 'opening' });
    const { held: rows } = await held('2024-09-01');
    expect(rows.map((row) => row.zh)).toEqual([
      '注意：公共收益有 50.00 元公款存在个人账户里。单位账户开好以后，应当尽快转入，转完为止都会在这里提示。',
      '慈善基金有 100.00 元由慈善组织代管，钱在对方账户里。',
      '前一家物业公司还有物业服务资金 9.00 元没有移交。',
      '维修资金有 7.00 元由主管部门代管，使用时按规定申请。',
    ]);
  });
});
