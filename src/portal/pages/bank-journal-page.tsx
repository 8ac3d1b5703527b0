import type { VNode } from 'preact';
import { useContext } from 'preact/hooks';
import { Amount } from '../parts/amount.js';
import { DocumentFiles } from '../parts/document-files.js';
import { Explain } from '../parts/explain.js';
import { FactTable } from '../parts/fact-table.js';
import { ChoiceField } from '../parts/form-field.js';
import { Link, TextSizeContext } from '../parts/link.js';
import { renderPage } from '../parts/page.js';
import { ReportFrame } from '../parts/report-frame.js';
import { Typed } from '../parts/typed.js';
import {
  bankJournalFilePath,
  bankJournalPath,
  reconciliationPath,
  voucherPath,
  type Frame,
} from '../rules/addresses.js';
import { lowerHeadings } from '../rules/heading-levels.js';
import { dayInList, dayInWords, isolated, monthInWords, voucherLabel } from '../rules/wording.js';
import { bankJournalTexts as texts } from '../texts/bank-journal.js';
import type { BankJournalView, JournalEntryView } from '../view-models.js';

interface SectionProps {
  readonly view: BankJournalView;
}

/** A plain GET form: the answer has an address that can be kept and sent on. */
function Filter({ view }: SectionProps): VNode {
  const { account, estate, fund, funds, month, months } = view;
  const size = useContext(TextSizeContext);
  return (
    <form
      class="filter"
      method="get"
      action={bankJournalPath(estate.code, { account, fund: null, month: null })}
      aria-label={texts.choose}
    >
      {size === 'large' ? <input type="hidden" name="size" value="large" /> : null}
      <ChoiceField
        name="month"
        label={texts.month}
        value={month}
        choices={months.map((one) => ({ value: one, label: monthInWords(one) }))}
      />
      <ChoiceField
        name="fund"
        label={texts.fund}
        value={fund?.code ?? ''}
        choices={[
          { value: '', label: texts.anyFund },
          ...funds.map(({ code, name }) => ({ value: code, label: name })),
        ]}
      />
      <button type="submit" class="button">
        {texts.show}
      </button>
    </form>
  );
}

function Figures({ view }: SectionProps): VNode {
  const lines = [
    [texts.opening, view.openingFen],
    [texts.in, view.inFen],
    [texts.out, view.outFen],
  ] as const;
  return (
    <section aria-labelledby="figures">
      <h2 id="figures">{monthInWords(view.month)}</h2>
      <table class="side">
        <tbody>
          {lines.map(([word, fen]) => (
            <tr key={word}>
              <th scope="row">{word}</th>
              <td>
                <Amount fen={fen} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{texts.closing}</th>
            <td>
              <Amount fen={view.closingFen} />
            </td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function Entry({ code, entry }: { readonly code: string; readonly entry: JournalEntryView }): VNode {
  const { amountFen, balanceFen, movement, number, on, summary } = entry;
  return (
    <li class="voucher-row">
      <Link to={voucherPath(code, number)} class="voucher-link">
        <time class="voucher-day" dateTime={on} title={dayInWords(on)}>
          {dayInList(on)}
        </time>
        <span class="voucher-what">
          <Typed words={summary} />
        </span>
        <span class="voucher-money">
          <span class="movement">{texts.movement[movement]}</span>{' '}
          {movement === 'none' ? null : <Amount fen={amountFen} />}
        </span>
        <span class="voucher-notes">
          <span>{voucherLabel(number)}</span>
          {amountFen < 0n ? <span class="mark">{texts.red}</span> : null}
          <span class="bank-mark">
            {texts.left} <Amount fen={balanceFen} />
          </span>
        </span>
      </Link>
    </li>
  );
}

/** The plain list: what happened and what was left, one line a voucher. */
function Entries({ view }: SectionProps): VNode {
  return (
    <section aria-labelledby="entries">
      <h2 id="entries">{texts.list}</h2>
      <p class="small">{texts.entries(view.entries.length)}</p>
      <ol class="vouchers">
        {view.entries.map((entry) => (
          <Entry key={entry.number} code={view.estate.code} entry={entry} />
        ))}
      </ol>
    </section>
  );
}

function Formal({ view }: SectionProps): VNode {
  const { account, estate, from, fund, html, to } = view;
  const asked = { account, fund: fund?.code ?? null, from, to };
  return (
    <section aria-labelledby="formal">
      <h2 id="formal">{texts.formal}</h2>
      <Explain term={texts.unfold}>
        <ReportFrame label={texts.formal} html={lowerHeadings(html, 2)} />
      </Explain>
      <DocumentFiles path={(format) => bankJournalFilePath(estate.code, asked, format)} />
      <Link to={reconciliationPath(estate.code, account, to)} class="go">
        {texts.reconciliation}
      </Link>
    </section>
  );
}

/** `/e/<code>/bank-journal/<account>`: a month of one bank account, day by day, as the books keep it. */
export function renderBankJournalPage(view: BankJournalView, frame: Frame): string {
  const { accountLabel, estate, fund } = view;
  return renderPage({
    frame,
    title: `${texts.title} · ${isolated(estate.name)}`,
    estate,
    trail: [],
    children: (
      <>
        <h1>{texts.title}</h1>
        <p class="lead">
          <Typed words={accountLabel} />
          {fund === null ? null : (
            <>
              <br />
              {texts.ofFund(isolated(fund.name))}
            </>
          )}
        </p>
        <Filter view={view} />
        <Figures view={view} />
        <Entries view={view} />
        <Formal view={view} />
        <Explain term={texts.words}>
          <FactTable facts={texts.wordList.map(([name, value]) => ({ name, value }))} />
        </Explain>
      </>
    ),
  });
}
