import { readStatement, type StatementSource } from '../../../src/banking/formats/index.js';
import { bankingProblems } from '../../../src/banking/problems.js';
import { bankLineValue, joinLines, keyLines, type BankLine } from '../../../src/banking/rules/index.js';
import { ACCOUNT, day, rowsOf, sampleRows, sampleStatement, yuan } from '../sample-books.js';

const CCB =
  '账号,账户名称,交易时间,借方发生额/元(支取),贷方发生额/元(收入),余额,币种,对方户名,对方账号,对方开户机构,' +
  '记账日期,摘要,备注,账户明细编号-交易流水号,企业流水号,凭证种类,凭证号';

function read(text: string, more: Partial<StatementSource> = {}) {
  const accounts = [{ number: '5105000001' }, { number: '6217000000000000011', alias: 'old-card' }];
  return readStatement({ file: 'bank/a.csv', rows: rowsOf(text), accounts, ...more });
}

function ccb(...rows: string[]): string {
  return [CCB, ...rows].join('\n');
}

function ccbRow(on: string, out: string, into: string, balance: string, serial: string): string {
  return `5105000001,某小区,${on} 09:00:00,${out},${into},${balance},人民币元,某公司,6222,,${on},转账,备注,${serial},,,`;
}

const GOOD = [
  ccbRow('20240701', '0.00', '100.00', '100.00', 'S1'),
  ccbRow('20240702', '30.00', '0.00', '70.00', 'S2'),
  ccbRow('20240703', '', '5.50', '75.50', 'S3'),
];

/** The lines as a reader who ignores files would compare them. */
function essence(lines: readonly BankLine[]): string[][] {
  return lines.map((line) => [line.bookedOn, String(line.outFen), String(line.inFen), String(line.balanceFen)]);
}

describe('the sample file', () => {
  it('gives 78 lines in proved order, in the bank’s view', () => {
    const lines = sampleStatement();
    expect(lines).toHaveLength(78);
    expect(lines[5]).toMatchObject({
      accountNumber: ACCOUNT,
      serial: 'YYZY-000006',
      bookedOn: '2024-07-18',
      time: '09:13:06',
      outFen: yuan('203.18'),
      inFen: 0n,
      balanceFen: yuan('25479.94'),
      counterpartyName: '国网四川省电力公司成都市新都供电分公司',
      counterpartyNumber: '44020000000000000012',
      summary: '代收代扣',
      remark: '电费',
      lineNo: 6,
      fileLine: 7,
    });
    expect(lines[5]!.rawCells).toHaveLength(17);
    expect(lines.filter((line) => line.bookedOn > '2025-06-30')).toHaveLength(2);
    expect(lines.findLast((line) => line.bookedOn <= '2025-06-30')!.balanceFen).toBe(yuan('33192.44'));
  });

  it('gives the same lines descending', () => {
    const [header, ...rows] = sampleRows();
    const reading = readStatement({
      file: 'b.csv',
      rows: [header!, ...rows.reverse()],
      accounts: [{ number: ACCOUNT }],
    });
    expect(reading.violations).toEqual([]);
    expect(reading.statements[0]!.order).toBe('descending');
    expect(reading.statements[0]!.lines.map((line) => line.serial)).toEqual(
      sampleStatement().map((line) => line.serial),
    );
  });

  it('gives the same lines shuffled, proved by the chain', () => {
    const [header, ...rows] = sampleRows();
    const shuffled = rows.map((row, index) => ({ row, place: (index * 29) % 78 })).sort((a, b) => a.place - b.place);
    const reading = readStatement({
      file: 'b.csv',
      rows: [header!, ...shuffled.map(({ row }) => row)],
      accounts: [{ number: ACCOUNT }],
    });
    expect(reading.violations).toEqual([]);
    expect(reading.statements[0]!.order).toBe('rearranged');
    expect(reading.statements[0]!.lines.map((line) => line.serial)).toEqual(
      sampleStatement().map((line) => line.serial),
    );
  });

  it('names both lines where one is missing', () => {
    const rows = sampleRows().filter((row) => row.line !== 30);
    const { violations } = readStatement({ file: 'b.csv', rows, accounts: [{ number: ACCOUNT }] });
    expect(violations).toHaveLength(1);
    expect(violations[0]).toMatchObject({
      code: 'STATEMENT_BALANCE_BROKEN',
      at: 'b.csv:31',
      facts: { line: '31', previousLine: '29', expected: '22,755.86', read: '22,947.91', column: '余额' },
    });
  });
});

describe('layouts of other banks', () => {
  const EXPECTED = [
    ['2024-07-01', '0', '10000', '10000'],
    ['2024-07-02', '3000', '0', '7000'],
  ];
  it.each<[string, string]>([
    [
      'CCB, older, under nine rows',
      [
        '中国建设银行',
        '账号：5105000001',
        ...['', '', '', '', '', '', '制表日期 20240801'],
        '日期,交易时间,凭证类型,凭证号,借方发生额,贷方发生额,余额,钞汇标识,对方户名,对方账号,摘要,备注,' +
          '交易流水号,企业流水号,本方账号,本方户名,本方网点',
        '20240701,090000,,,,100.00,100.00,钞,甲,1,存,,S1,,5105000001,某小区,支行',
        '20240702,100000,,,30.00,,70.00,钞,乙,2,取,,S2,,5105000001,某小区,支行',
      ].join('\n'),
    ],
    [
      'ABC',
      `账户明细\n账号,5105000001\n交易时间,收入金额,支出金额,账户余额,对方账号,对方户名,对方开户行,摘要
2024-07-02 10:00:00,-,30.00,70.00,2,乙,,取
2024-07-01 09:00:00,"100.00",-,100.00,1,甲,,存
合计,100.00,30.00`,
    ],
    [
      'BOC, bilingual, signed, with payer and payee',
      [
        'Inquirer account number 查询账号：5105000001',
        "交易类型[ Transaction Type ],付款人名称[ Payer's Name ],付款人账号[ Debit Account No. ]," +
          "收款人名称[ Payee's Name ],收款人账号[ Payee's Account Number ],交易日期[ Transaction Date ]," +
          '交易时间[ Transaction time ],交易货币[ Trade Currency ],交易金额[ Trade Amount ],' +
          '交易后余额[ After-transaction balance ],交易流水号[ Transaction reference number ],摘要[ Reference ],' +
          '用途[ Purpose ],交易附言[ Remark ],备注[ Remarks ]',
        '来账,甲,1,某小区,5105000001,20240701,090000,CNY,100.00,100.00,S1,存,,,',
        '往账,某小区,5105000001,乙,2,20240702,100000,CNY,-30.00,70.00,S2,取,,,',
      ].join('\n'),
    ],
    [
      'CMB',
      `账号,账号名称,币种,交易日,交易时间,起息日,交易类型,借方金额,贷方金额,余额,摘要,流水号,收(付)方名称,收(付)方账号
5105000001,某小区,人民币,20240701,09:00:00,20240701,转,,100.00,100.00,存,S1,甲,1
5105000001,某小区,人民币,20240702,10:00:00,20240702,转,30.00,,70.00,取,S2,乙,2
,,,,,,,30.00,100.00,,,,,`,
    ],
    [
      'BOCOM',
      `交易明细,5105000001
交易时间,借方发生额（支出）,贷方发生额（收入）,账户余额,对方账号,对方户名,摘要
2024-07-01 09:00:00,0.00,100.00,100.00,1,甲,存
2024-07-02 10:00:00,30.00,0.00,70.00,2,乙,取
以上数据仅供参考，具体内容请以柜台为准`,
    ],
    [
      'ICBC',
      `账号: 5105000001
日期,交易类型,凭证种类,凭证号,对方户名,对方账号,摘要,借方发生额,贷方发生额,余额
2024-07-01,转,,,甲,1,存,,100.00,100.00
2024-07-02,转,,,乙,2,取,30.00,,70.00`,
    ],
    [
      'Hua Xia',
      `账号,5105 0000 01
交易日期,支出金额,收入金额,账户余额,对方户名,对方账号,摘要
2024/07/01,,100.00,100.00,甲,1,存
2024/07/02,30.00,,70.00,乙,2,取`,
    ],
    [
      'one unsigned amount with a direction',
      `账号,5105000001
交易日期,借贷标志,交易金额,余额,对方户名,对方账号,摘要
20240701,贷,100.00,100.00,甲,1,存
20240702,借,30.00,70.00,乙,2,取`,
    ],
  ])('%s', (_, text) => {
    const { statements, violations } = read(text);
    expect(violations).toEqual([]);
    expect(statements.map((statement) => statement.accountNumber)).toEqual(['5105000001']);
    expect(essence(statements[0]!.lines)).toEqual(EXPECTED);
    expect(statements[0]!.lines.map((line) => [line.counterpartyName, line.counterpartyNumber, line.summary])).toEqual([
      ['甲', '1', '存'],
      ['乙', '2', '取'],
    ]);
  });

  it('reads the sample’s lines the same from another bank’s columns', () => {
    const lines = sampleStatement();
    const rows = lines.map((line) => {
      const [into, out] = [line.inFen, line.outFen].map((side) => (side === 0n ? '' : (Number(side) / 100).toFixed(2)));
      const balance = (Number(line.balanceFen) / 100).toFixed(2);
      const amounts = [into, out, balance].join(',');
      return [line.bookedOn, amounts, line.counterpartyNumber, line.counterpartyName, line.summary].join(',');
    });
    const text = [`账号,${ACCOUNT}`, '交易时间,收入金额,支出金额,账户余额,对方账号,对方户名,摘要', ...rows].join('\n');
    const reading = readStatement({ file: 'abc.csv', rows: rowsOf(text), accounts: [{ number: ACCOUNT }] });
    expect(essence(reading.statements[0]!.lines)).toEqual(essence(lines));
    expect(joinLines(keyLines(lines), reading.statements[0]!.lines)).toMatchObject({ fresh: [], repeated: 78 });
  });
});

describe('a file', () => {
  it('may hold several accounts, and its header again', () => {
    const second = ccbRow('20240705', '', '8.00', '8.00', 'T1').replace('5105000001', '6217000000000000011');
    const { statements, violations } = read(ccb(GOOD[0]!, second, GOOD[1]!, CCB, GOOD[2]!));
    expect(violations).toEqual([]);
    expect(statements.map((statement) => [statement.accountNumber, statement.lines.length])).toEqual([
      ['5105000001', 3],
      ['6217000000000000011', 1],
    ]);
  });

  it('takes the account from its name where its rows do not say', () => {
    const text = '交易日期,收入,支出,余额\n20240701,5.00,,5.00';
    expect(read(text, { accountNumber: '5105000001' }).statements[0]!.accountNumber).toBe('5105000001');
  });

  it('with a header and no lines is an empty statement', () => {
    expect(read(CCB)).toEqual({ statements: [], violations: [] });
  });

  it('passes over totals and notes, and never over a broken line', () => {
    const rows = ccb(...GOOD, '合计,,,30.00,105.50,,,,,,,,,,,,', '打印时间：2024-08-01', '');
    expect(read(rows).violations).toEqual([]);
    const broken = ccb(...GOOD, ccbRow('2024070x', '', '1.00', '76.50', 'S4'));
    expect(read(broken).violations.map((violation) => violation.code)).toEqual(['STATEMENT_DATE_UNREADABLE']);
  });

  it('reports every problem with file, line, column and value', () => {
    const { violations } = read(
      ccb(
        ccbRow('20240231', '0.00', '100.00', '100.00', 'S1'),
        ccbRow('20240702', '30.001', '0.00', '7x', 'S2'),
        ccbRow('20240703', '1.00', '2.00', '75.50', 'S3'),
        ccbRow('20240704', '0.00', '0.00', '75.50', 'S4'),
        ccbRow('20240705', '0.00', '1.00', '', 'S5').replace('人民币元', '美元'),
        ccbRow('20991231', '0.00', '1.00', '1.00', 'S6'),
        ccbRow('20240706', '0.00', '1.00', '2.00', 'S7').replace('5105000001', '9999000022'),
        ccbRow('20240707', '0.00', '1.00', '3.00', 'S8').replace('5105000001', '9999000022'),
      ),
      { notAfter: day('2025-07-01') },
    );
    expect(violations.map(({ code, line, column, value }) => [code, line, column, value])).toEqual([
      ['STATEMENT_DATE_UNREADABLE', 2, '记账日期', '20240231'],
      ['STATEMENT_AMOUNT_TOO_FINE', 3, '借方发生额/元(支取)', '30.001'],
      ['STATEMENT_AMOUNT_UNREADABLE', 3, '余额', '7x'],
      ['STATEMENT_AMOUNT_ON_BOTH_SIDES', 4, '借方发生额/元(支取) / 贷方发生额/元(收入)', '1.00 / 2.00'],
      ['STATEMENT_AMOUNT_MISSING', 5, '借方发生额/元(支取) / 贷方发生额/元(收入)', '0.00 / 0.00'],
      ['STATEMENT_CURRENCY_FOREIGN', 6, '币种', '美元'],
      ['STATEMENT_AMOUNT_MISSING', 6, '余额', ''],
      ['STATEMENT_DATE_IN_FUTURE', 7, '记账日期', '20991231'],
      ['STATEMENT_ACCOUNT_UNKNOWN', 8, '账号', '…0022'],
    ]);
    expect(violations.every((violation) => violation.file === 'bank/a.csv')).toBe(true);
    expect(violations.at(-1)!.facts!['count']).toBe('2');
  });

  it('without a header says what it lacks', () => {
    const { violations } = read('日期,对方户名,收入,支出');
    expect(violations).toMatchObject([{ code: 'STATEMENT_HEADER_NOT_FOUND', facts: { missingZh: '余额' } }]);
  });

  it('that says nothing of its account, or of the direction, is refused', () => {
    const text = '交易日期,收支,金额,余额\n20240701,转,5.00,5.00';
    expect(
      read(text)
        .violations.map((violation) => violation.code)
        .sort(),
    ).toEqual(['STATEMENT_ACCOUNT_MISSING', 'STATEMENT_DIRECTION_UNREADABLE']);
  });

  it('with a tampered balance names the line before, what was expected and what was read', () => {
    const { violations } = read(ccb(GOOD[0]!, GOOD[1]!.replace('70.00', '71.00'), GOOD[2]!));
    expect(violations.map(({ code, line, facts }) => [code, line, facts!['expected'], facts!['read']])).toEqual([
      ['STATEMENT_BALANCE_BROKEN', 3, '70.00', '71.00'],
      ['STATEMENT_BALANCE_BROKEN', 4, '76.50', '75.50'],
    ]);
  });

  it('named after a person’s card is shown by the alias', () => {
    const { violations } = read('x', { file: 'bank/6217000000000000011.csv' });
    expect(JSON.stringify(violations)).not.toContain('6217');
    expect(violations[0]!.file).toBe('bank/old-card.csv');
  });

  it('has a text with all its facts for every problem that can be met', () => {
    const { violations } = read(ccb(ccbRow('2024x', '1.001', 'y', '', 'S1').replace('5105000001', '1')));
    expect(violations.length).toBeGreaterThan(2);
    for (const { code, facts } of violations) {
      const { zh, en } = bankingProblems[code]!;
      for (const [, name] of `${zh}${en}`.matchAll(/\{(\w+)\}/g)) expect(Object.keys(facts!)).toContain(name);
    }
  });
});

it('keeps a bank’s red line as it is written: money that came back out of the same column', () => {
  const { statements } = read(ccb(GOOD[0]!, ccbRow('20240702', '-30.00', '0.00', '130.00', 'S2')));
  expect(bankLineValue(statements[0]!.lines[1]!).slice(3, 6)).toEqual(['-3000', '0', '13000']);
});
