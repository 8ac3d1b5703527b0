import { HttpException } from '@nestjs/common';
import { Refusal, type ProblemTable } from '../kernel/violation.js';
import { errorAnswer, type PageAnswer } from './page-answer.js';
import { renderErrorPage } from './pages/error-page.js';
import { frameOf } from './rules/addresses.js';
import { describeRefusal } from './rules/describe-refusal.js';
import type { ErrorView } from './view-models.js';

export interface FailedRequest {
  readonly url: string;
  readonly id: string;
}

function viewOf(error: unknown, request: FailedRequest, table: ProblemTable): ErrorView {
  const described =
    error instanceof Refusal
      ? describeRefusal(error.violations, table)
      : { status: error instanceof HttpException ? error.getStatus() : 500, problems: [] };
  return { ...described, requestId: described.status >= 500 ? request.id : null };
}

/** The page for a request that failed; details of an error of ours never reach the reader. */
export function portalErrorAnswer(error: unknown, request: FailedRequest, table: ProblemTable): PageAnswer {
  const view = viewOf(error, request, table);
  return errorAnswer(view.status, renderErrorPage(view, frameOf(request.url)));
}
