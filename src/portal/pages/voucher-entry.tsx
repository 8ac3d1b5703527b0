import type { VNode } from 'preact';
import { sumFen } from '../../kernel/fen.js';
import { Amount } from '../parts/amount.js';
import { Explain } from '../parts/explain.js';
import { FundChip } from '../parts/fund-chip.js';
import { Typed } from '../parts/typed.js';
import { voucherTexts as texts } from '../texts/voucher.js';
import type { EntryLineView, VoucherView } from '../view-models.js';

function EntryLine({ line }: { readonly line: EntryLineView }): VNode {
  const amount = <Amount fen={line.amountFen} />;
  return (
    <tr class={`entry-${line.side}`}>
      <th scope="row">
        <span class="account-code">{line.account}</span> <Typed words={line.accountName} />
        <span class="entry-fund">
          <FundChip fund={line.fund} />
        </span>
        {line.summary === '' ? null : (
          <span class="small">
            <Typed words={line.summary} />
          </span>
        )}
      </th>
      <td>{line.side === 'debit' ? amount : null}</td>
      <td>{line.side === 'credit' ? amount : null}</td>
    </tr>
  );
}

function EntryTable({ lines }: { readonly lines: readonly EntryLineView[] }): VNode {
  const total = (side: EntryLineView['side']): bigint =>
    sumFen(lines.filter((line) => line.side === side).map((line) => line.amountFen));
  return (
    <table class="entry">
      <caption>{texts.entryCaption}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.account}</th>
          <th scope="col">{texts.debit}</th>
          <th scope="col">{texts.credit}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          <EntryLine key={index} line={line} />
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{texts.total}</th>
          <td>
            <Amount fen={total('debit')} />
          </td>
          <td>
            <Amount fen={total('credit')} />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

/** The entry as an accountant writes it, folded for everybody else. */
export function EntrySection({ view }: { readonly view: VoucherView }): VNode {
  return (
    <Explain term={texts.entry}>
      <p>{texts.entryExplain}</p>
      <div class="table-frame" role="region" aria-label={texts.entry} tabIndex={0}>
        <EntryTable lines={view.lines} />
      </div>
      {view.totalInCapitals === null ? null : (
        <p>
          {texts.capitals}：{view.totalInCapitals}
        </p>
      )}
    </Explain>
  );
}
