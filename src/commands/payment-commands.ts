/** `receive` and `receipts`: money of households that came in, and the papers that they get for it. */
import type { Command } from 'commander';
import { fenFromYuan } from '../kernel/fen.js';
import { parseNumber, type VoucherNumber } from '../ledger/rules/index.js';
import { readReceiptNumber, type ReceiptNumber } from '../fees/rules/index.js';
import { WrongUsage } from './faults.js';
import type { GiveReceiptOptions } from './give-receipts.js';
import { AS_FLAGS, ESTATE_TEXT, newVerb, readReason } from './new-command.js';
import { readChoice, readDate, readLine, readPerson } from './read-input.js';
import type { ReceiveOptions } from './receive-money.js';
import type { Runner } from './runner.js';

type Json = { readonly json?: boolean };

const PAPERS = ['text', 'pdf', 'html', 'json'] as const;

export function paymentCommands(runner: Runner): Command[] {
  return [receiveCommand(runner), receiptsCommand(runner)];
}

function receiveCommand(runner: Runner): Command {
  return newVerb('receive', {
    zh: '收款：一笔，或一个收款文件；先看怎样冲抵，再提交，由另一人批准后入账。',
    en: 'Receives payments, one or a file; another person approves them.',
    examples: [
      ['receive yuanye-manor --template', '看收款文件的模板'],
      ['receive yuanye-manor 七月结算.csv --settled-on 2025-07-09 --fee 3.80 --net 996.20', '试算一个结算文件'],
      ['receive yuanye-manor 七月结算.csv --settled-on 2025-07-09 --propose --as p-1a2b3c4d', '由制单人提交'],
      ['receive yuanye-manor --approve kqzvbtrmwa --as p-5e6f7a8b', '由审核人批准这一批'],
      ['receive yuanye-manor --unit 1-101 --amount 123.54 --on 2025-07-08 --method 现金 --propose', '登记一笔'],
    ],
    notes: ['同一个文件再导入一次，只提交新增的收款。The same file again adds only what is new.'],
  })
    .argument('<estate>', ESTATE_TEXT)
    .argument('[file]', '收款文件 CSV 或 XLSX a payment file')
    .option('--template', '输出收款文件的模板 print the template of payment files')
    .option('--unit <unit>', '一笔收款的户号 the unit of one payment', readLine('--unit', 40))
    .option('--amount <yuan>', '一笔收款的金额 its amount', readYuan('--amount'))
    .option('--on <date>', '一笔收款的日期 its day', readDate('--on'))
    .option('--method <method>', '收款方式，例如 现金 how it was paid', readLine('--method', 20))
    .option('--serial <serial>', '流水号 its serial', readLine('--serial', 64))
    .option('--payer <name>', '付款人 who paid', readLine('--payer', 100))
    .option('--settled-on <date>', '结算到账日 the day on which the file’s money came', readDate('--settled-on'))
    .option('--gross <yuan>', '结算总额，用来核对 gross, to be checked', readYuan('--gross'))
    .option('--fee <yuan>', '手续费 the fee', readYuan('--fee'))
    .option('--net <yuan>', '到账额，用来核对 net, to be checked', readYuan('--net'))
    .option('--account <code>', '收款科目，例如 100201 account that it came to', readLine('--account', 12))
    .option('--propose', '提交，等另一人批准 propose it for another person to approve')
    .option('--approve <batch>', '批准一批收款 approve a batch')
    .option(AS_FLAGS, '由谁提交或批准 who proposes or approves', readPerson('--as'))
    .action((estate: string, file: string | undefined, options: ReceiveOptions & Json) =>
      runner.atDesk('receive', options.json === true, async (session) =>
        (await import('./receive-money.js')).receiveMoney(session, [estate, file], options),
      ),
    );
}

function receiptsCommand(runner: Runner): Command {
  return newVerb('receipts', {
    zh: '收据：为一张凭证里的收款开具，打印一张，或作废一张（号码保留）。',
    en: 'Receipts of a voucher; one on paper; one made void.',
    examples: [
      ['receipts yuanye-manor --voucher 202507-0003 --as p-1a2b3c4d', '为这张凭证里的每笔收款开收据'],
      ['receipts yuanye-manor SJ-2025-00001 --format pdf -o 收据.pdf --as p-1a2b3c4d', '打印一张'],
      ['receipts yuanye-manor SJ-2025-00001 --void --reason 付款人写错 --as p-1a2b3c4d', '作废一张'],
    ],
  })
    .argument('<estate>', ESTATE_TEXT)
    .argument('[receipt]', '收据号 number of a receipt', readReceipt)
    .option('--voucher <number>', '哪张凭证的收款 the voucher of the payments', readVoucher)
    .option('--unit <unit>', '只开这一户的 this household only', readLine('--unit', 40))
    .option('--void', '作废 make it void')
    .option('--reason <text>', '作废的原因 why it is void', readReason)
    .option('--format <form>', `格式 form: ${PAPERS.join(', ')}`, readChoice('--format', PAPERS))
    .option('-o, --output <file>', '写入文件 write to a file')
    .option(AS_FLAGS, '由谁经办 who acts', readPerson('--as'))
    .action((estate: string, receipt: ReceiptNumber | undefined, options: GiveReceiptOptions & Json) =>
      runner.atDesk('receipts', options.json === true, async (session) =>
        (await import('./give-receipts.js')).giveReceipts(session, [estate, receipt], options),
      ),
    );
}

function readYuan(name: string): (value: string) => bigint {
  return (value) => {
    const fen = fenFromYuan(value);
    if (fen === undefined || fen < 0n) throw WrongUsage.of('USAGE_AMOUNT', { name, value });
    return fen;
  };
}

function readVoucher(value: string): VoucherNumber {
  const number = parseNumber(value);
  if (number === undefined) throw WrongUsage.of('USAGE_VOUCHER', { value });
  return number;
}

function readReceipt(value: string): ReceiptNumber {
  const number = readReceiptNumber(value);
  if (number === undefined) throw WrongUsage.of('USAGE_RECEIPT', { value });
  return number;
}
