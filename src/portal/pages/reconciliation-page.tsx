import type { VNode } from 'preact';
import { useContext } from 'preact/hooks';
import { periodOf } from '../../kernel/calendar.js';
import { Amount } from '../parts/amount.js';
import { DocumentFiles } from '../parts/document-files.js';
import { FundChip } from '../parts/fund-chip.js';
import { DateField } from '../parts/form-field.js';
import { Link, TextSizeContext } from '../parts/link.js';
import { Notice } from '../parts/notice.js';
import { renderPage } from '../parts/page.js';
import { ReportFrame } from '../parts/report-frame.js';
import { StatusLight } from '../parts/status-light.js';
import { Typed } from '../parts/typed.js';
import { bankJournalPath, reconciliationFilePath, reconciliationsPath, type Frame } from '../rules/addresses.js';
import { lowerHeadings } from '../rules/heading-levels.js';
import { reconciliationSides, type ReconciliationSides } from '../rules/reconciliation-sides.js';
import { meetingSentence } from '../rules/sentences.js';
import { dayInWords, isolated } from '../rules/wording.js';
import { reconciliationTexts as texts } from '../texts/reconciliation.js';
import type { FundLeftView, OpenItemKind, ReconciliationView } from '../view-models.js';
import { OpenItems } from './reconciliation-items.js';

interface SideProps {
  readonly title: string;
  readonly balanceWord: string;
  readonly balanceFen: bigint;
  readonly kinds: readonly OpenItemKind[];
  readonly totals: ReconciliationSides['totals'];
  readonly adjustedFen: bigint;
}

/** One side as a sum on paper: the balance, what is missing, the double rule. */
function Side({ title, balanceWord, balanceFen, kinds, totals, adjustedFen }: SideProps): VNode {
  return (
    <table class="side">
      <caption>{title}</caption>
      <tbody>
        <tr class="side-balance">
          <th scope="row">{balanceWord}</th>
          <td>
            <Amount fen={balanceFen} />
          </td>
        </tr>
        {kinds.map((kind) => (
          <tr key={kind}>
            <th scope="row">{texts.kinds[kind].plain}</th>
            <td>
              <span class="side-sign">{texts.kinds[kind].sign}</span> <Amount fen={totals[kind]} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{texts.adjusted}</th>
          <td>
            <Amount fen={adjustedFen} />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

/** Any day may be asked for; the answer has an address that can be kept and sent on. */
function OtherDay({ view }: { readonly view: ReconciliationView }): VNode {
  const size = useContext(TextSizeContext);
  const action = reconciliationsPath(view.estate.code, view.account);
  return (
    <form class="filter" method="get" action={action} aria-label={texts.otherDay}>
      {size === 'large' ? <input type="hidden" name="size" value="large" /> : null}
      <DateField name="on" label={texts.day} value={view.asOf} />
      <button type="submit" class="button">
        {texts.show}
      </button>
    </form>
  );
}

type Compared = ReconciliationView & { readonly bankFen: bigint };

function isCompared(view: ReconciliationView): view is Compared {
  return view.bankFen !== null;
}

function Sides({ view, sides }: { readonly view: Compared; readonly sides: ReconciliationSides }): VNode {
  return (
    <section aria-labelledby="sides">
      <h2 id="sides">{texts.sides}</h2>
      <div class="sides">
        <Side
          title={texts.book}
          balanceWord={texts.bookBalance}
          balanceFen={view.bookFen}
          kinds={['C', 'D']}
          totals={sides.totals}
          adjustedFen={sides.adjustedBookFen}
        />
        <Side
          title={texts.bank}
          balanceWord={texts.bankBalance}
          balanceFen={view.bankFen}
          kinds={['A', 'B']}
          totals={sides.totals}
          adjustedFen={sides.adjustedBankFen}
        />
      </div>
      <p class={sides.differenceFen === 0n ? 'meeting' : 'meeting alarm-text'}>
        {meetingSentence(sides.adjustedBookFen, sides.differenceFen)}
      </p>
    </section>
  );
}

/** Book and bank beside each other and why they differ; or that there is nothing to compare with. */
function Comparison({ view }: { readonly view: ReconciliationView }): VNode {
  if (!isCompared(view)) {
    return (
      <Notice title={texts.noBank} tone="plain">
        <p>{texts.noBankNext}</p>
      </Notice>
    );
  }
  return (
    <>
      <Sides view={view} sides={reconciliationSides(view)} />
      <OpenItems estateCode={view.estate.code} items={view.items} />
    </>
  );
}

function FundSplit({ funds, totalFen }: { readonly funds: readonly FundLeftView[]; readonly totalFen: bigint }): VNode {
  return (
    <section aria-labelledby="funds">
      <h2 id="funds">{texts.funds}</h2>
      <table class="split">
        <tbody>
          {funds.map(({ fund, leftFen }) => (
            <tr key={fund.code}>
              <th scope="row">
                <FundChip fund={fund} />
              </th>
              <td>
                <Amount fen={leftFen} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{texts.fundsTotal}</th>
            <td>
              <Amount fen={totalFen} />
            </td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function Formal({ view }: { readonly view: ReconciliationView }): VNode {
  const { account, asOf, estate, html } = view;
  return (
    <section aria-labelledby="formal">
      <h2 id="formal">{texts.formal}</h2>
      <ReportFrame label={texts.formal} html={lowerHeadings(html, 2)} />
      <DocumentFiles path={(format) => reconciliationFilePath(estate.code, account, asOf, format)} />
      <Link to={bankJournalPath(estate.code, { account, fund: null, month: periodOf(asOf) })} class="go">
        {texts.journal}
      </Link>
    </section>
  );
}

/** `/e/<code>/reconciliations/<account>/<date>`: does the bank agree, and if not, by which lines. */
export function renderReconciliationPage(view: ReconciliationView, frame: Frame): string {
  return renderPage({
    frame,
    title: `${texts.title} · ${isolated(view.estate.name)}`,
    estate: view.estate,
    trail: [],
    children: (
      <>
        <h1>{texts.title}</h1>
        <p class="lead">
          <Typed words={view.accountLabel} />
          <br />
          {texts.asOf(dayInWords(view.asOf))}
        </p>
        <StatusLight light={view.light} />
        <OtherDay view={view} />
        <Comparison view={view} />
        <FundSplit funds={view.fundSplit} totalFen={view.bookFen} />
        <Formal view={view} />
      </>
    ),
  });
}
