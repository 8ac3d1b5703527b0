import type { ComponentChildren, VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { estatePath, sized, type Frame } from '../rules/addresses.js';
import { isolated } from '../rules/wording.js';
import { iconPath, stylesheetPath } from '../style/assets.js';
import { frameTexts } from '../texts/frame.js';
import type { EstateHeading } from '../view-models.js';
import { Link, TextSizeContext } from './link.js';
import { Typed } from './typed.js';

export interface Crumb {
  readonly label: string;
  readonly path: string;
}

export interface PageProps {
  readonly frame: Frame;
  readonly title: string;
  readonly summary?: string;
  /** The estate that the page belongs to, if any; its name leads back to its first screen. */
  readonly estate?: EstateHeading;
  /** Pages between the estate's first screen and this one. */
  readonly trail?: readonly Crumb[];
  readonly children: ComponentChildren;
}

function Head({ title, summary }: { readonly title: string; readonly summary: string | undefined }): VNode {
  return (
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="format-detection" content="telephone=no,date=no,address=no,email=no" />
      <title>{title}</title>
      {summary === undefined ? null : <meta name="description" content={summary} />}
      <link rel="stylesheet" href={stylesheetPath} />
      <link rel="icon" type="image/svg+xml" href={iconPath} />
    </head>
  );
}

function TopBar({ frame }: { readonly frame: Frame }): VNode {
  const other = frame.size === 'large' ? 'normal' : 'large';
  return (
    <header class="top">
      <nav class="top-bar" aria-label={frameTexts.siteNav}>
        <Link to="/" class="brand">
          {frameTexts.brand}
        </Link>
        <a href={sized(frame.path, other)} class="size-switch">
          {other === 'large' ? frameTexts.large : frameTexts.normal}
        </a>
      </nav>
    </header>
  );
}

function Trail({ estate, trail }: { readonly estate: EstateHeading; readonly trail: readonly Crumb[] }): VNode {
  const crumbs = [{ label: estate.name, path: estatePath(estate.code) }, ...trail];
  return (
    <nav class="trail" aria-label={frameTexts.pageNav}>
      <ol>
        {crumbs.map((crumb) => (
          <li key={crumb.path}>
            <Link to={crumb.path}>
              <Typed words={crumb.label} />
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Foot({ frame, estate }: { readonly frame: Frame; readonly estate: EstateHeading | undefined }): VNode {
  return (
    <footer class="foot">
      {estate === undefined ? null : <p>{frameTexts.source(isolated(estate.name), estate.logNumber)}</p>}
      <p>{frameTexts.footer}</p>
      <p class="foot-address">
        {frameTexts.address} <span class="typed">{frame.path}</span>
      </p>
    </footer>
  );
}

/** The sheet that every page is written on: skip link, head, where you are, the text, and where it comes from. */
function Page({ frame, title, summary, estate, trail, children }: PageProps): VNode {
  return (
    <TextSizeContext.Provider value={frame.size}>
      <html lang={frameTexts.lang} class={frame.size === 'large' ? 'large' : undefined}>
        <Head title={`${title} · ${frameTexts.brand}`} summary={summary} />
        <body>
          <a href="#main" class="skip">
            {frameTexts.skip}
          </a>
          <TopBar frame={frame} />
          {estate === undefined || trail === undefined ? null : <Trail estate={estate} trail={trail} />}
          <main id="main" tabIndex={-1}>
            {children}
          </main>
          <Foot frame={frame} estate={estate} />
        </body>
      </html>
    </TextSizeContext.Provider>
  );
}

/** The whole HTML document. */
export function renderPage(props: PageProps): string {
  return `<!doctype html>${render(<Page {...props} />)}`;
}
