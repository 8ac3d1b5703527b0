/** A problem as a page for people; `url` is the request's own, for the way back. */
export interface PageProblem {
  readonly status: number;
  readonly url: string;
  readonly requestId: string;
  readonly problems: readonly { readonly title: string; readonly remedy: string }[];
}

export interface ErrorPage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * How errors look to somebody who reads pages (`Accept: text/html`, outside /api). The wing with the pages provides
 * it; where nobody does, problems are JSON for everyone.
 */
export abstract class ErrorPages {
  abstract page(problem: PageProblem): ErrorPage;
}
