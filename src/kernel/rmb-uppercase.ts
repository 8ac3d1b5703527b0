/**
 * Amounts in formal Chinese numerals (大写金额), for vouchers and receipts.
 *
 * The rules are those for filling in bills (正确填写票据和结算凭证的基本规定). Where they leave a choice, one form is
 * always taken, so that two papers with the same amount read the same:
 *
 * 1. Zeros inside a section of four digits, or an empty 万 section, are read as one 零.
 * 2. An empty 元 digit before a non-zero 角 is read as 零 (拾元零叁角); so is an empty 角 before a 分.
 * 3. 整 follows 元 only, never 角 or 分. Below one yuan there is no 元. Zero is 零元整.
 * 4. Negative amounts begin with 负.
 *
 * The prefix 人民币 belongs to the form that is printed and is not part of the text.
 */
import { invariant } from './invariant.js';

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['仟', '佰', '拾', ''] as const;
const SECTIONS = ['', '万', '亿'] as const;

/** Below this many yuan the three sections suffice; it is ten times what one line may carry. */
const LIMIT_FEN = 100_000_000_000_000n;

/** 10700053n -> 壹拾万柒仟元零伍角叁分. */
export function rmbUppercase(amountFen: bigint): string {
  if (amountFen < 0n) return `负${rmbUppercase(-amountFen)}`;
  invariant(amountFen < LIMIT_FEN, 'an amount in formal numerals is below a trillion yuan');
  if (amountFen === 0n) return '零元整';
  const yuan = amountFen / 100n;
  const jiao = Number((amountFen / 10n) % 10n);
  const fen = Number(amountFen % 10n);
  if (yuan === 0n) return `${jiao > 0 ? place(jiao, '角') : ''}${fen > 0 ? place(fen, '分') : ''}`;
  return `${wholeYuan(yuan)}元${afterYuan(yuan, jiao, fen)}`;
}

function afterYuan(yuan: bigint, jiao: number, fen: number): string {
  if (jiao === 0) return fen === 0 ? '整' : `零${place(fen, '分')}`;
  return `${yuan % 10n === 0n ? '零' : ''}${place(jiao, '角')}${fen > 0 ? place(fen, '分') : ''}`;
}

function wholeYuan(yuan: bigint): string {
  let text = '';
  let zeroSkipped = false;
  for (let index = SECTIONS.length - 1; index >= 0; index -= 1) {
    const section = Number((yuan / 10_000n ** BigInt(index)) % 10_000n);
    if (section === 0) {
      zeroSkipped = true;
      continue;
    }
    if (text !== '' && (zeroSkipped || section < 1000)) text += '零';
    text += `${sectionText(section)}${SECTIONS[index] ?? ''}`;
    zeroSkipped = false;
  }
  return text;
}

/** 1 to 9999; zeros at either end are silent here. */
function sectionText(section: number): string {
  let text = '';
  let zeroSkipped = false;
  for (const [index, unit] of PLACES.entries()) {
    const digit = Math.floor(section / 10 ** (3 - index)) % 10;
    if (digit === 0) {
      zeroSkipped = text !== '';
      continue;
    }
    text += `${zeroSkipped ? '零' : ''}${place(digit, unit)}`;
    zeroSkipped = false;
  }
  return text;
}

function place(digit: number, unit: string): string {
  return `${DIGITS.charAt(digit)}${unit}`;
}
