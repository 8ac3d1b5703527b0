/** An estate's folder with a journal of any length, in the layout that the import takes. */
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';

const COLUMNS = 'voucher_no,date,line,summary,account,account_name,fund,debit,credit,kind,ref';
const YEARS = 4;
const MONTHS = YEARS * 12;
const FIRST_YEAR = 2021;

const profile = (code: string): object => ({
  code,
  name: '测速庄园',
  address: '测速路一号',
  serviceMode: 'HOURLY',
  lifecycleStage: 'DAILY_LIFE',
  currency: 'CNY',
  fiscalYearStart: '01-01',
  booksOpenedOn: `${FIRST_YEAR}-01-01`,
  governingBody: { kind: 'PROPERTY_MANAGEMENT_COMMITTEE', name: '测速庄园物业管理委员会' },
  funds: [{ code: 'PR', name: '公共收益', kind: 'COMMON' }],
  bankAccounts: [],
});

function rowsOf(nth: number, vouchers: number): string {
  const month = Math.floor((nth * MONTHS) / vouchers);
  const no = nth - Math.ceil((month * vouchers) / MONTHS) + 1;
  const yyyymm = `${FIRST_YEAR + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
  const number = `记-${yyyymm.replace('-', '')}-${String(no).padStart(4, '0')}`;
  const day = `${yyyymm}-${String(1 + Math.floor((no * 27) / (vouchers / MONTHS + 1))).padStart(2, '0')}`;
  const yuan = nth === 0 ? '1000000000.00' : `${1 + (nth % 9)}.${String(nth % 100).padStart(2, '0')}`;
  const [debit, credit] =
    nth % 2 === 0
      ? ['100201,银行存款-基本存款账户', '400201,公共收益-临停']
      : ['5004,公共设施更新改造', '100201,银行存款-基本存款账户'];
  const summary = nth % 2 === 0 ? '收临时停车费' : '付公共设施更新改造款';
  const row = (line: number, account: string, amounts: string): string =>
    `${number},${day},${line},${summary},${account},PR,${amounts},normal,\n`;
  return row(1, debit, `${yuan},`) + row(2, credit, `,${yuan}`);
}

/** Writes the folder; `lines` are journal lines, two a voucher. */
export async function writeImportFolder(folder: string, code: string, lines: number): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  await writeFile(join(folder, 'estate.json'), JSON.stringify(profile(code)));
  await writeFile(
    join(folder, 'households.csv'),
    'code,building,area_m2,fee_per_month,applied_for_pmc,payment_pattern\n1-101,1,80.00,40.00,1,M\n',
  );
  const out = createWriteStream(join(folder, 'journal.csv'), { mode: 0o644 });
  out.write(`${COLUMNS}\n`);
  const vouchers = lines / 2;
  for (let nth = 0; nth < vouchers; nth += 1) {
    if (!out.write(rowsOf(nth, vouchers))) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}
