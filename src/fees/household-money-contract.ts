/** What the doors of refunds, deposits, opening balances and unidentified receipts take and give. */
import { z } from 'zod';
import { fenFromYuan, type Fen } from '../kernel/fen.js';
import { day, estateCode, month, signedYuan, yuan } from '../platform/http/contract-parts.js';
import { words } from '../platform/http/issue-words.js';
import { unitText } from './household-contract.js';
import { MONEY_ACTIONS } from './household-money.js';
import { moneyAccount, paymentMethod } from './payment-contract.js';

const ABOVE_ZERO = words('应大于零', 'should be above zero');
const OPEN_ACCOUNT = words(
  '应是应收（112201、112202、112203）或预收（220301、220302）的科目',
  'should be a receivable (112201, 112202, 112203) or an advance (220301, 220302)',
);
const NAME_WORDS = words(
  '应是待查来款的名字，十个小写字母',
  'should be the name of a parked receipt: ten small letters',
);

const amount = yuan.transform((typed) => fenFromYuan(typed) as Fen).refine((fen) => fen > 0n, ABOVE_ZERO);
const line = z
  .string()
  .max(100)
  .transform((typed) => typed.normalize('NFC').replace(/\s+/g, ' ').trim());
const item = z
  .string()
  .regex(/^[A-Z][A-Z0-9-]{0,19}$/)
  .meta({ examples: ['RENOVATION'] });

export const moveInput = z.strictObject({
  action: z.enum(MONEY_ACTIONS),
  unit: unitText,
  amount,
  eventOn: day,
  method: paymentMethod.default('TRANSFER'),
  account: moneyAccount.optional(),
  item: item.default('DEPOSIT'),
  person: line.default(''),
  note: line.default(''),
});

export const openingInput = z.strictObject({
  eventOn: day,
  items: z
    .array(
      z.strictObject({
        unit: unitText,
        account: z.string().regex(/^(11220[123]|22030[12])$/, OPEN_ACCOUNT),
        fund: z.string().regex(/^[A-Z][A-Z0-9-]{0,19}$/),
        item: item.or(z.literal('')).default(''),
        month: month.or(z.literal('')).default(''),
        amount,
      }),
    )
    .min(1)
    .max(5_000),
});

export const parkInput = z.strictObject({
  receivedOn: day,
  amount,
  method: paymentMethod.default('TRANSFER'),
  account: moneyAccount.optional(),
});

const name = z
  .string()
  .regex(/^[a-z]{10}$/, NAME_WORDS)
  .meta({ examples: ['kqzvbtrmwa'] });
export const suspensePath = z.object({ code: estateCode, name });

export const resolveInput = z.strictObject({
  unit: unitText,
  amount,
  eventOn: day,
  serial: z
    .string()
    .regex(/^[A-Za-z0-9._:/-]{0,64}$/)
    .default(''),
  method: paymentMethod.default('TRANSFER'),
  payer: line.default(''),
  note: line.default(''),
});

export const sendBackInput = z.strictObject({ amount, eventOn: day });

export const moneyAnswer = z.object({ replayed: z.boolean(), proposalIds: z.array(z.string()) });
export const parkedAnswer = moneyAnswer.extend({ name: z.string() });
export const suspenseAnswer = z.object({
  receipts: z.array(z.object({ name: z.string(), account: z.string(), open: signedYuan })),
});
