/** Leaves for the model, made by hand: what a forger with every right could have appended. */
import type { LeafObject } from '../../src/kernel/canonical.js';
import { EstateModel, VOUCHER } from '../../src/transparency/rules/estate-model.js';
import { Findings } from '../../src/transparency/rules/finding.js';

const ESTATE = '01900000-0000-7000-8000-000000000000';
const AT = '2024-06-30T02:00:00.000Z';

/** A log that is fed leaf by leaf; `codes` tells what was found so far. */
export class ForgedLog {
  readonly findings = new Findings();
  readonly model = new EstateModel(this.findings);
  #seq = 0;
  readonly #numbers = new Map<string, number>();

  /** Founded, with people in their roles, a small chart and two funds. */
  static founded(): ForgedLog {
    const log = new ForgedLog();
    const profile = { name: '测试', address: '', service_mode: 'HOURLY', lifecycle_stage: 'DAILY_LIFE' };
    const body = { body_kind: 'COMMITTEE', body_name: '物管委', books_opened_on: '2024-01-01' };
    log.record('genesis', { code: 'test', ...profile, ...body });
    log.record('book', { opened_on: '2024-01-01' });
    log.record('accounts', { accounts: ACCOUNTS.map((row) => row.split('|')) });
    const funds = ['PR|公共收益|COMMON||', 'PS|物业|PROPERTY_FEE||', 'SUSPENSE|待查|SUSPENSE||'];
    log.record('funds', { funds: funds.map((row) => row.split('|')) });
    for (const person of ['p-maker', 'p-checker', 'p-robot']) log.record('person', { person, kind: 'human' });
    log.role('p-maker', 'COMMITTEE_PREPARER');
    log.role('p-checker', 'COMMITTEE_APPROVER');
    log.role('p-robot', 'POSTING_AGENT', { approver: 'p-checker' });
    return log;
  }

  role(person: string, role: string, more: LeafObject = {}): void {
    this.record('role', { person, role, action: 'grant', ...more });
  }

  record(name: string, leaf: LeafObject): number {
    const seq = this.#seq++;
    const whole = { estate: ESTATE, t: `xinyi/${name}/v1`, by: 'p-op', recorded_at: AT, ...leaf };
    this.model.record(seq, whole, []);
    return seq;
  }

  /** A sound voucher but for what is given; numbers follow by themselves. */
  voucher(given: LeafObject = {}): number {
    const seq = this.#seq++;
    const period = typeof given['period'] === 'string' ? given['period'] : '2024-05';
    const no = (this.#numbers.get(period) ?? 0) + 1;
    this.#numbers.set(period, no);
    const number = `记-${period.replace('-', '')}-${String(no).padStart(4, '0')}`;
    this.model.voucher(seq, voucherLeaf(seq, { period, event_on: `${period}-10`, no: number, ...given }));
    return seq;
  }

  get codes(): readonly string[] {
    return Object.keys(this.findings.counts);
  }
}

export function voucherLeaf(seq: number, given: LeafObject): LeafObject {
  return {
    approver: 'p-checker',
    docs: [],
    estate: ESTATE,
    event_on: '2024-05-10',
    id: `01900000-0000-7000-8000-${String(seq).padStart(12, '0')}`,
    kind: 'normal',
    lines: lines('100201|PR|D|1000', '400201|PR|C|1000'),
    no: '记-202405-0001',
    period: '2024-05',
    preparer: 'p-maker',
    recorded_at: AT,
    refs: [],
    summary: '',
    t: VOUCHER,
    ...given,
  };
}

const ACCOUNTS = [
  '1001|现金|Cash|A|',
  '100201|银行|Bank|A|',
  '1225|应收其他基金|Due from|A|',
  '220301|预收|Advances|L|PROPERTY_FEE',
  '224104|待查来款|Unidentified|L|',
  '3103|结余|Surplus|N|',
  '400101|物业费|Fees|I|PROPERTY_FEE',
  '400201|临停|Parking|I|COMMON',
  '4901|转入|In|I|',
  '5003|成本|Cost|E|COMMON',
  '5901|转出|Out|E|',
];

export function lines(...texts: readonly string[]): readonly (readonly (string | readonly string[])[])[] {
  return texts.map((text) => [...text.split('|'), '', []]);
}
