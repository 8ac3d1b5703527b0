import type { VNode } from 'preact';
import { useContext } from 'preact/hooks';
import { ActionBar } from '../parts/action-bar.js';
import { EmptyState } from '../parts/empty-state.js';
import { Explain } from '../parts/explain.js';
import { FactTable } from '../parts/fact-table.js';
import { ChoiceField } from '../parts/form-field.js';
import { Link, TextSizeContext } from '../parts/link.js';
import { renderPage } from '../parts/page.js';
import { VoucherRow } from '../parts/voucher-row.js';
import { vouchersPath, type Frame } from '../rules/addresses.js';
import { byMonth } from '../rules/by-month.js';
import { isolated, monthInWords } from '../rules/wording.js';
import { vouchersTexts as texts } from '../texts/vouchers.js';
import type { VouchersView } from '../view-models.js';

interface SectionProps {
  readonly view: VouchersView;
}

/** A plain GET form: the answer has an address that can be kept and sent on. */
function Filter({ view }: SectionProps): VNode {
  const { query, funds, months, estate } = view;
  const size = useContext(TextSizeContext);
  return (
    <form class="filter" method="get" action={vouchersPath(estate.code)} aria-label={texts.filter}>
      {size === 'large' ? <input type="hidden" name="size" value="large" /> : null}
      <ChoiceField
        name="fund"
        label={texts.fund}
        value={query.fund ?? ''}
        choices={[
          { value: '', label: texts.anyFund },
          ...funds.map(({ code, name }) => ({ value: code, label: name })),
        ]}
      />
      <ChoiceField
        name="month"
        label={texts.month}
        value={query.month ?? ''}
        choices={[
          { value: '', label: texts.anyMonth },
          ...months.map((month) => ({ value: month, label: monthInWords(month) })),
        ]}
      />
      <button type="submit" class="button">
        {texts.show}
      </button>
    </form>
  );
}

function Rows({ view }: SectionProps): VNode {
  if (view.rows.length === 0) return <EmptyState title={texts.empty} next={texts.emptyNext} />;
  return (
    <>
      {byMonth(view.rows).map(({ month, rows }) => (
        <section key={`${month} ${rows[0]?.number ?? ''}`}>
          <h2 class="month">{monthInWords(month)}</h2>
          <ul class="vouchers">
            {rows.map((row) => (
              <VoucherRow key={row.number} estateCode={view.estate.code} row={row} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Turning({ view }: SectionProps): VNode | null {
  const { query, estate, nextCursor } = view;
  const filtered = query.fund !== null || query.month !== null;
  if (query.cursor === null && nextCursor === null && !filtered) return null;
  return (
    <ActionBar label={texts.title}>
      {nextCursor === null ? null : (
        <Link to={vouchersPath(estate.code, { ...query, cursor: nextCursor })} class="button">
          {texts.older}
        </Link>
      )}
      {query.cursor === null ? null : (
        <Link to={vouchersPath(estate.code, { ...query, cursor: null })} class="go">
          {texts.newest}
        </Link>
      )}
      {filtered ? (
        <Link to={vouchersPath(estate.code)} class="go">
          {texts.clear}
        </Link>
      ) : null}
    </ActionBar>
  );
}

/** `/e/<code>/vouchers`: every voucher, newest first, by fund and month. */
export function renderVouchersPage(view: VouchersView, frame: Frame): string {
  return renderPage({
    frame,
    title: `${texts.title} · ${isolated(view.estate.name)}`,
    estate: view.estate,
    trail: [],
    children: (
      <>
        <h1>{texts.title}</h1>
        <Filter view={view} />
        <p class="small">{texts.count(view.count)}</p>
        <Rows view={view} />
        <Turning view={view} />
        <Explain term={texts.words}>
          <FactTable facts={texts.wordList.map(([name, value]) => ({ name, value }))} />
        </Explain>
      </>
    ),
  });
}
