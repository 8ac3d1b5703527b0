import type { VNode } from 'preact';
import { periodOf } from '../../kernel/calendar.js';
import { voucherPath } from '../rules/addresses.js';
import { bankMarkWord, inkWord, lateWord, movementWord } from '../rules/voucher-sentences.js';
import { dayInList, dayInWords } from '../rules/wording.js';
import type { VoucherRowView } from '../view-models.js';
import { Amount } from './amount.js';
import { FundChip } from './fund-chip.js';
import { Link } from './link.js';
import { Typed } from './typed.js';

interface VoucherRowProps {
  readonly estateCode: string;
  readonly row: VoucherRowView;
}

/** What a reader must know beside the amount: it was wrong, it corrects, it came late. */
function marksOf(row: VoucherRowView): readonly string[] {
  const late = periodOf(row.eventOn) === row.period ? '' : lateWord(row.period);
  return [inkWord(row), late].filter((word) => word !== '');
}

/** One voucher in a list; the whole row is the link. */
export function VoucherRow({ estateCode, row }: VoucherRowProps): VNode {
  const wrong = row.ink === 'wrong';
  return (
    <li class={`voucher-row ink-${row.ink}`}>
      <Link to={voucherPath(estateCode, row.number)} class="voucher-link">
        <time class="voucher-day" dateTime={row.eventOn} title={dayInWords(row.eventOn)}>
          {dayInList(row.eventOn)}
        </time>
        <span class="voucher-what">
          {wrong ? (
            <s>
              <Typed words={row.summary} />
            </s>
          ) : (
            <Typed words={row.summary} />
          )}
        </span>
        <span class="voucher-money">
          <span class="movement">{movementWord(row.movement)}</span> <Amount fen={row.amountFen} struck={wrong} />
        </span>
        <span class="voucher-notes">
          {row.funds.map((fund) => (
            <FundChip key={fund.code} fund={fund} />
          ))}
          {marksOf(row).map((word) => (
            <span class="mark" key={word}>
              {word}
            </span>
          ))}
          <span class="bank-mark">{bankMarkWord(row.bank)}</span>
        </span>
      </Link>
    </li>
  );
}
