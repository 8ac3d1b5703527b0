import type { VNode } from 'preact';
import { Amount } from '../parts/amount.js';
import { Explain } from '../parts/explain.js';
import { FundBars } from '../parts/fund-bars.js';
import { FundChip } from '../parts/fund-chip.js';
import { Link } from '../parts/link.js';
import { Notice } from '../parts/notice.js';
import { renderPage } from '../parts/page.js';
import { StatusLight } from '../parts/status-light.js';
import { Typed } from '../parts/typed.js';
import { reconciliationPath, vouchersPath, type Frame } from '../rules/addresses.js';
import { asOfWords, homeSummary, quarterSentences } from '../rules/sentences.js';
import { dayInWords, isolated, quarterInWords, shortBodyName } from '../rules/wording.js';
import { frameTexts } from '../texts/frame.js';
import { homeTexts as texts } from '../texts/home.js';
import type { EstateHeading, HeldElsewhereView, HomeView, QuarterView } from '../view-models.js';
import { BankSection, LatestSection, LogSection, StatementsSection } from './home-lists.js';

function Masthead({ estate }: { readonly estate: EstateHeading }): VNode {
  const about = [
    estate.place,
    estate.households === null ? '' : frameTexts.households(estate.households),
    shortBodyName(estate),
  ].filter((words) => words !== '');
  return (
    <div class="masthead">
      <h1>
        <Typed words={estate.name} />
      </h1>
      <p class="masthead-about">
        {about.map((words) => (
          <span class="about-part" key={words}>
            <Typed words={words} />
          </span>
        ))}
      </p>
    </div>
  );
}

function HeldElsewhere({ held }: { readonly held: readonly HeldElsewhereView[] }): VNode | null {
  if (held.length === 0) return null;
  return (
    <div class="held">
      {held.map((line) => (
        <p class="held-line" key={`${line.fund.code} ${line.holder}`}>
          <span class="held-what">
            <span>{texts.heldElsewhere(isolated(line.holder))}</span>
            <FundChip fund={line.fund} />
          </span>
          <Amount fen={line.amountFen} />
        </p>
      ))}
      <p class="small">{texts.heldNote}</p>
    </div>
  );
}

function LightSection({ view }: { readonly view: HomeView }): VNode {
  const { light, estate, agreedAsOf, bankAlerts = [] } = view;
  return (
    <div class="light-section">
      <StatusLight light={light} />
      {agreedAsOf === undefined || light.colour === 'green' ? null : (
        <p class="small">{texts.agreedAsOf(dayInWords(agreedAsOf))}</p>
      )}
      {bankAlerts.length === 0 ? null : (
        <Notice title={texts.bankAlerts}>
          {bankAlerts.map((sentence) => (
            <p key={sentence}>
              <Typed words={sentence} />
            </p>
          ))}
        </Notice>
      )}
      {light.account === null || light.asOf === null ? null : (
        <Link to={reconciliationPath(estate.code, light.account, light.asOf)} class="go">
          {texts.seeReconciliation}
        </Link>
      )}
    </div>
  );
}

function LeftSection({ view }: { readonly view: HomeView }): VNode {
  return (
    <section class="left" aria-labelledby="left">
      <h2 id="left" class="left-label">
        {texts.left}
      </h2>
      <p class="left-amount">
        <Amount fen={view.leftFen} unit large />
        {view.asOf === null ? null : <span class="left-day">{asOfWords(view.asOf)}</span>}
      </p>
      <LightSection view={view} />
      <FundBars
        funds={view.funds}
        label={texts.fundCaption}
        pathOf={(fund) => vouchersPath(view.estate.code, { fund })}
      />
      <HeldElsewhere held={view.heldElsewhere} />
    </section>
  );
}

function QuarterSection({ quarter }: { readonly quarter: QuarterView | null }): VNode | null {
  if (quarter === null) return null;
  return (
    <section aria-labelledby="quarter">
      <h2 id="quarter">{quarterInWords(quarter.year, quarter.quarter)}</h2>
      {quarterSentences(quarter).map((sentence) => (
        <p class="sentence" key={sentence}>
          {sentence}
        </p>
      ))}
      <Explain term={texts.quarterWords}>
        <p>{texts.quarterExplain}</p>
      </Explain>
    </section>
  );
}

/** `/e/<code>`: the resident's first screen. The number first, then the bars, the sentences, the list, the papers. */
export function renderHomePage(view: HomeView, frame: Frame): string {
  return renderPage({
    frame,
    title: isolated(view.estate.name),
    summary: homeSummary(view),
    estate: view.estate,
    children: (
      <>
        <Masthead estate={view.estate} />
        <LeftSection view={view} />
        <QuarterSection quarter={view.quarter} />
        <LatestSection view={view} />
        <StatementsSection view={view} />
        <BankSection view={view} />
        <LogSection view={view} />
      </>
    ),
  });
}
