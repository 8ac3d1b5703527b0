import { Injectable } from '@nestjs/common';
import { ErrorPages, type ErrorPage, type PageProblem } from '../platform/http/index.js';
import { errorAnswer } from './page-answer.js';
import { renderErrorPage } from './pages/error-page.js';
import { frameOf } from './rules/addresses.js';

/** Errors of addresses that are no route of the portal, for somebody who reads pages. */
@Injectable()
export class PortalErrorPages extends ErrorPages {
  page({ status, url, requestId, problems }: PageProblem): ErrorPage {
    const view = { status, problems: [...problems], requestId: status >= 500 ? requestId : null };
    const { headers, body } = errorAnswer(status, renderErrorPage(view, frameOf(url)));
    return { headers, body };
  }
}
