import type { VNode } from 'preact';
import { Amount } from '../parts/amount.js';
import { EmptyState } from '../parts/empty-state.js';
import { Link } from '../parts/link.js';
import { renderPage } from '../parts/page.js';
import { StatusWord } from '../parts/status-light.js';
import { Typed } from '../parts/typed.js';
import { estatePath, type Frame } from '../rules/addresses.js';
import { asOfWords } from '../rules/sentences.js';
import { dayInWords } from '../rules/wording.js';
import { estatesTexts as texts } from '../texts/estates.js';
import type { EstateRowView, EstatesView } from '../view-models.js';

function EstateRow({ estate }: { readonly estate: EstateRowView }): VNode {
  return (
    <li>
      <Link to={estatePath(estate.code)} class="estate-link">
        <span class="estate-name">
          <Typed words={estate.name} />
        </span>
        <span class="estate-place">
          <Typed words={estate.place} />
        </span>
        <span class="estate-left">
          {texts.left} <Amount fen={estate.leftFen} unit />
          <span class="estate-day"> {asOfWords(estate.asOf)}</span>
        </span>
        <StatusWord colour={estate.light.colour} />
        {estate.agreedAsOf === undefined || estate.light.colour === 'green' ? null : (
          <span class="estate-day">{texts.agreedAsOf(dayInWords(estate.agreedAsOf))}</span>
        )}
      </Link>
    </li>
  );
}

/** `/`: every estate with what is left and whether the bank agrees. */
export function renderEstatesPage(view: EstatesView, frame: Frame): string {
  return renderPage({
    frame,
    title: texts.title,
    children: (
      <>
        <h1>{texts.heading}</h1>
        <p class="lead">{texts.lead}</p>
        {view.estates.length === 0 ? (
          <EmptyState title={texts.empty} next={texts.emptyNext} />
        ) : (
          <ul class="estates">
            {view.estates.map((estate) => (
              <EstateRow key={estate.code} estate={estate} />
            ))}
          </ul>
        )}
      </>
    ),
  });
}
