import type { VNode } from 'preact';
import { useContext } from 'preact/hooks';
import { sized, type TextSize } from '../rules/addresses.js';
import { TextSizeContext } from './link.js';

interface ReportFrameProps {
  readonly label: string;
  /** Trusted: rendered and escaped by the publishing wing. */
  readonly html: string;
}

/** A document knows nothing of the page around it, so its links to other pages learn the reader's text size here. */
function withSize(html: string, size: TextSize): string {
  if (size === 'normal') return html;
  return html.replace(/href="(\/e\/[^"]*)"/g, (_, path: string) => {
    const address = sized(path.replaceAll('&amp;', '&'), size);
    return `href="${address.replaceAll('&', '&amp;')}"`;
  });
}

/** A published document inside a page. A wide table scrolls in its frame, never the page, by keyboard too. */
export function ReportFrame({ label, html }: ReportFrameProps): VNode {
  const size = useContext(TextSizeContext);
  return (
    <div
      class="report-frame"
      role="region"
      aria-label={label}
      tabIndex={0}
      dangerouslySetInnerHTML={{ __html: withSize(html, size) }}
    />
  );
}
