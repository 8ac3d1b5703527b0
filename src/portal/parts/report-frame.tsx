import type { VNode } from 'preact';

interface ReportFrameProps {
  readonly label: string;
  /** Trusted: rendered and escaped by the publishing wing. */
  readonly html: string;
}

/** A published document inside a page. A wide table scrolls in its frame, never the page, by keyboard too. */
export function ReportFrame({ label, html }: ReportFrameProps): VNode {
  return (
    <div
      class="report-frame"
      role="region"
      aria-label={label}
      tabIndex={0}
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}
