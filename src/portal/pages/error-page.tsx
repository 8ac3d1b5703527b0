import { ActionBar } from '../parts/action-bar.js';
import { Link } from '../parts/link.js';
import { renderPage } from '../parts/page.js';
import type { Frame } from '../rules/addresses.js';
import { errorTexts as texts } from '../texts/errors.js';
import type { ErrorView, ProblemLine } from '../view-models.js';

type Known = 400 | 403 | 404 | 500;

/** The page's own kind: what has no words of its own is told as the nearest kind that has. */
function kindOf(status: number): Known | null {
  if (status === 401 || status === 403) return 403;
  if (status >= 500) return 500;
  return status === 400 || status === 404 ? status : null;
}

/** Any page that cannot be shown: what is wrong, what to do now, the way back. */
export function renderErrorPage(view: ErrorView, frame: Frame): string {
  const kind = kindOf(view.status);
  const heading = kind === null ? texts.other : texts.headings[kind];
  const problems: readonly ProblemLine[] =
    view.problems.length > 0 ? view.problems : [texts.fallback[kind ?? (view.status < 500 ? 400 : 500)]];
  return renderPage({
    frame,
    title: heading,
    children: (
      <>
        <h1>{heading}</h1>
        {problems.map((problem) => (
          <div class="problem" key={problem.title}>
            <p class="problem-title">{problem.title}</p>
            <p>
              {texts.whatNow}：{problem.remedy}
            </p>
          </div>
        ))}
        {view.requestId === null ? null : (
          <p class="small">
            {texts.requestId} <code class="digest">{view.requestId}</code>
          </p>
        )}
        <ActionBar label={texts.whatNow}>
          <Link to="/" class="button">
            {texts.home}
          </Link>
        </ActionBar>
      </>
    ),
  });
}
