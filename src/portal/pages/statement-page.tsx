import type { VNode } from 'preact';
import { DocumentFiles } from '../parts/document-files.js';
import { FactTable, type Fact } from '../parts/fact-table.js';
import { Link } from '../parts/link.js';
import { Notice } from '../parts/notice.js';
import { renderPage } from '../parts/page.js';
import { ReportFrame } from '../parts/report-frame.js';
import { statementFilePath, statementPath, type Frame } from '../rules/addresses.js';
import { isolated, momentInWords } from '../rules/wording.js';
import { statementTexts as texts } from '../texts/statement.js';
import type { StatementView } from '../view-models.js';

interface SectionProps {
  readonly view: StatementView;
}

function Versions({ view }: SectionProps): VNode | null {
  const { code } = view.estate;
  if (view.supersededBy !== null) {
    return (
      <Notice title={texts.superseded} tone="alarm">
        <p>{texts.supersededNext}</p>
        <Link to={statementPath(code, view.supersededBy)} class="go">
          {texts.openNewer}
        </Link>
      </Notice>
    );
  }
  return null;
}

function AboutThis({ view }: SectionProps): VNode {
  const facts: Fact[] = [
    { name: texts.version, value: texts.versionIs(view.version) },
    { name: texts.publishedAt, value: momentInWords(view.publishedAt) },
    {
      name: texts.digest,
      value: (
        <>
          <code class="digest">{view.digestHex}</code>
          <span class="small">{texts.digestExplain}</span>
        </>
      ),
    },
  ];
  if (view.supersedes !== null) {
    const older = (
      <Link to={statementPath(view.estate.code, view.supersedes)} class="go">
        {texts.openOlder}
      </Link>
    );
    facts.push({ name: texts.replaces, value: older });
  }
  return (
    <>
      <h2>{texts.aboutThis}</h2>
      <FactTable facts={facts} />
    </>
  );
}

/** `/e/<code>/statements/<id>`: a published statement, with its version, its seal and its files. */
export function renderStatementPage(view: StatementView, frame: Frame): string {
  return renderPage({
    frame,
    title: `${view.title} ${view.periodLabel} · ${isolated(view.estate.name)}`,
    estate: view.estate,
    trail: [],
    children: (
      <>
        <Versions view={view} />
        <ReportFrame label={texts.report} html={view.html} />
        <DocumentFiles path={(format) => statementFilePath(view.estate.code, view.id, format)} />
        <AboutThis view={view} />
      </>
    ),
  });
}
