/** `charge` and `arrears`: a month's fees, and who has not paid them. */
import type { Command } from 'commander';
import { period, type Period } from '../kernel/calendar.js';
import { fenFromYuan } from '../kernel/fen.js';
import type { ChargeOptions } from './charge-month.js';
import { WrongUsage } from './faults.js';
import { AS_FLAGS, ESTATE_TEXT, newVerb } from './new-command.js';
import { readDate, readLine, readPerson } from './read-input.js';
import type { Runner } from './runner.js';
import type { ArrearsOptions } from './show-arrears.js';

type Json = { readonly json?: boolean };

export function feeCommands(runner: Runner): Command[] {
  return [chargeCommand(runner), arrearsCommand(runner)];
}

function chargeCommand(runner: Runner): Command {
  return newVerb('charge', {
    zh: '某月的计费：先看，再提交，由另一人批准后入账；已计过的不会重复。',
    en: 'Charges a month: look, propose, another approves; never charged twice.',
    examples: [
      ['charge yuanye-manor 2025-07', '看七月还要计多少（不入账）'],
      ['charge yuanye-manor 2025-07 --propose --as p-1a2b3c4d', '由制单人提交'],
      ['charge yuanye-manor 2025-07 --approve --as p-5e6f7a8b', '由审核人批准，从此入账'],
    ],
    notes: ['按月分摊的项目要写当月总额：--shared LIGHT:220.50。A shared component needs the amount of the month.'],
  })
    .argument('<estate>', ESTATE_TEXT)
    .argument('<month>', '哪个月，例如 2025-07 the month', readMonth('<month>'))
    .option('--building <name>', '只计一栋，可写多次 one building only; may be repeated', eachBuilding)
    .option('--shared <component:yuan>', '分摊项目的当月总额，可写多次 an amount to share; may be repeated', eachPool)
    .option('--on <date>', '凭证日期 the day of the voucher', readDate('--on'))
    .option('--propose', '提交，等另一人批准 propose it for another person to approve')
    .option('--approve', '批准这个月等审核的计费 approve what waits for this month')
    .option(AS_FLAGS, '由谁提交或批准 who proposes or approves', readPerson('--as'))
    .action((estate: string, month: Period, options: ChargeOptions & Json) =>
      runner.atDesk('charge', options.json === true, async (session) =>
        (await import('./charge-month.js')).chargeMonth(session, [estate, month], options),
      ),
    );
}

function arrearsCommand(runner: Runner): Command {
  return newVerb('arrears', {
    zh: '欠费：户数、账龄和收缴率；有权的人可看逐户。',
    en: 'Arrears: counts, ages, collection rate; households for those who may.',
    examples: [
      ['arrears yuanye-manor --on 2025-06-30', '六月末的欠费'],
      ['arrears yuanye-manor --households --as p-1a2b3c4d', '逐户列出'],
    ],
    notes: ['不足三户的格不显示户数。Counts below three are not shown.'],
  })
    .argument('<estate>', ESTATE_TEXT)
    .option('--on <date>', '截至哪一天，默认今天 the end of this day; today by default', readDate('--on'))
    .option('--from <month>', '收缴率从哪个月算起，默认当年一月 first month of the rate', readMonth('--from'))
    .option('--households', '逐户列出 by household')
    .option('--building <name>', '只看一栋 one building only', readLine('--building', 40))
    .option(AS_FLAGS, '由谁查看逐户 who looks at the households', readPerson('--as'))
    .action((estate: string, options: ArrearsOptions & Json) =>
      runner.atDesk('arrears', options.json === true, async (session) =>
        (await import('./show-arrears.js')).showArrears(session, estate, options),
      ),
    );
}

function readMonth(name: string): (value: string) => Period {
  return (value) => {
    const month = period(value);
    if (month === undefined) throw WrongUsage.of('USAGE_MONTH', { name, value });
    return month;
  };
}

function eachBuilding(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, readLine('--building', 40)(value)];
}

function eachPool(value: string, before: readonly (readonly [string, bigint])[] = []) {
  const [, component = '', amount = ''] = /^([A-Z][A-Z0-9-]{0,19}):(\d{1,13}\.\d{2})$/.exec(value) ?? [];
  const fen = fenFromYuan(amount);
  if (fen === undefined || fen <= 0n) throw WrongUsage.of('USAGE_SHARED', { value });
  return [...before, [component, fen] as const];
}
