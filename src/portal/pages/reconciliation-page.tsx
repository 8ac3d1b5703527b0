import type { VNode } from 'preact';
import { ActionBar } from '../parts/action-bar.js';
import { Amount } from '../parts/amount.js';
import { FundChip } from '../parts/fund-chip.js';
import { FileLink } from '../parts/link.js';
import { renderPage } from '../parts/page.js';
import { ReportFrame } from '../parts/report-frame.js';
import { StatusLight } from '../parts/status-light.js';
import { Typed } from '../parts/typed.js';
import { reconciliationFilePath, type Frame } from '../rules/addresses.js';
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

function Sides({ view, sides }: { readonly view: ReconciliationView; readonly sides: ReconciliationSides }): VNode {
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
  const path = (format: 'pdf' | 'csv'): string =>
    reconciliationFilePath(view.estate.code, view.account, view.asOf, format);
  return (
    <section aria-labelledby="formal">
      <h2 id="formal">{texts.formal}</h2>
      <ReportFrame label={texts.formal} html={lowerHeadings(view.html, 2)} />
      <ActionBar label={texts.files}>
        <FileLink to={path('pdf')} class="button">
          {texts.pdf}
        </FileLink>
        <FileLink to={path('csv')} class="button">
          {texts.csv}
        </FileLink>
      </ActionBar>
    </section>
  );
}

/** `/e/<code>/reconciliations/<account>/<date>`: does the bank agree, and if not, by which lines. */
export function renderReconciliationPage(view: ReconciliationView, frame: Frame): string {
  const sides = reconciliationSides(view);
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
        <Sides view={view} sides={sides} />
        <OpenItems estateCode={view.estate.code} items={view.items} />
        <FundSplit funds={view.fundSplit} totalFen={view.bookFen} />
        <Formal view={view} />
      </>
    ),
  });
}
