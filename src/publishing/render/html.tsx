/**
 * A report as HTML.
 *
 * 1. JSX escapes every text; an address that is not a path or http(s) becomes plain text.
 * 2. Tables have a caption, scopes and explicit roles: the narrow layout sets `display`, which would otherwise take the
 *    table's meaning away from screen readers.
 * 3. Amounts stand in `<data>` with the exact yuan, dates in `<time>`.
 */
import type { ComponentChildren, VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { lightWord, plainText, safeHref, sourceParts, spanText } from '../rules/cell-text.js';
import type { ReportBody, ReportDocument, ReportFact, ReportSection } from '../rules/report-document.js';
import { CellView, Linked } from './html-cell.js';
import { FormView } from './html-form.js';
import { TableView } from './html-table.js';
import { reportCss, reportPageCss } from './report-css.js';

/** The report as a fragment for a page that carries `reportCss` and its variables. */
export function renderHtml(document: ReportDocument): string {
  return render(<ReportView document={document} />);
}

/** The report as a whole page with its style inside: for saving, for printing on A4, for reading without the site. */
export function renderHtmlPage(document: ReportDocument): string {
  const page = (
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{plainText(`${document.title} · ${document.estateName}`)}</title>
        {/* The style is a constant of this folder and never holds a word of the document. */}
        <style dangerouslySetInnerHTML={{ __html: reportPageStyle }} />
      </head>
      <body>
        <main>
          <ReportView document={document} />
        </main>
      </body>
    </html>
  );
  return `<!doctype html>\n${render(page)}\n`;
}

/** Exactly the text inside the page's `<style>`, for whoever allows it by its hash in a content security policy. */
export const reportPageStyle = `\n${reportPageCss}\n${reportCss}\n`;

/** The report as a component, for pages that are JSX themselves. */
export function ReportView({ document }: { readonly document: ReportDocument }): VNode {
  return (
    <article class="report" lang="zh-CN" data-report={document.id}>
      <Head document={document} />
      {document.sections.map((section, index) => (
        <SectionView section={section} anchor={`report-s${index + 1}`} />
      ))}
      <Notes notes={document.notes} />
      <Signatures document={document} />
      <Links document={document} />
      <p class="report-source">
        {sourceParts(document.source).join(' · ')}
        <span class="report-root" hidden>
          {plainText(document.source.rootHash)}
        </span>
      </p>
    </article>
  );
}

const lightMarks = { green: '✓', amber: '●', red: '▲' } as const;

function Head({ document }: { readonly document: ReportDocument }): VNode {
  const { light } = document;
  return (
    <header class="report-head">
      <p class="report-estate">{plainText(document.estateName)}</p>
      <h1 class="report-title">{plainText(document.title)}</h1>
      <p class="report-span">{plainText(spanText(document))}</p>
      {light === undefined ? null : (
        <p class={`report-light report-light--${light.colour}`}>
          <span class="report-light-mark" aria-hidden="true">
            {lightMarks[light.colour]}
          </span>
          <span class="report-light-word">{lightWord[light.colour]}：</span>
          {plainText(light.text)}
        </p>
      )}
      <Facts facts={document.facts} />
    </header>
  );
}

function Facts({ facts }: { readonly facts: readonly ReportFact[] }): VNode | null {
  if (facts.length === 0) return null;
  return (
    <dl class="report-facts">
      {facts.map((fact) => (
        <div class="report-fact">
          <dt>{plainText(fact.label)}</dt>
          <dd>
            <CellView cell={fact.value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function SectionView({ section, anchor }: { readonly section: ReportSection; readonly anchor: string }): VNode {
  return (
    <section class="report-section" id={anchor} aria-labelledby={`${anchor}-title`}>
      <h2 class="report-section-title" id={`${anchor}-title`}>
        {plainText(section.title)}
      </h2>
      {section.lead === undefined ? null : <p class="report-lead">{plainText(section.lead)}</p>}
      <Body body={section.body} title={section.title} />
      <Notes notes={section.notes ?? []} />
    </section>
  );
}

function Body({ body, title }: { readonly body: ReportBody; readonly title: string }): VNode | null {
  switch (body.kind) {
    case 'facts':
      return <Facts facts={body.facts} />;
    case 'form':
      return <FormView form={body} />;
    case 'table':
      return <TableView table={body} caption={title} />;
  }
}

function Notes({ notes }: { readonly notes: readonly string[] }): VNode | null {
  if (notes.length === 0) return null;
  return (
    <ol class="report-notes">
      {notes.map((note) => (
        <li>{plainText(note)}</li>
      ))}
    </ol>
  );
}

function Signatures({ document }: { readonly document: ReportDocument }): VNode | null {
  if (document.signatures.length === 0) return null;
  return (
    <dl class="report-signatures">
      {document.signatures.map((signature) => (
        <div class="report-signature">
          <dt>{plainText(signature.label)}</dt>
          <dd>{plainText(signature.text ?? '')}</dd>
        </div>
      ))}
    </dl>
  );
}

function Links({ document }: { readonly document: ReportDocument }): VNode | null {
  const links = document.links.filter((link) => safeHref(link.href) !== undefined);
  if (links.length === 0) return null;
  const items: ComponentChildren = links.map((link) => (
    <li>
      <Linked href={link.href}>{plainText(link.label)}</Linked>
    </li>
  ));
  return (
    <nav aria-label="相关链接">
      <ul class="report-links">{items}</ul>
    </nav>
  );
}
