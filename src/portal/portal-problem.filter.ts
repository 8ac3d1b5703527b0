import { Catch, Inject, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemTable } from '../kernel/violation.js';
import { portalErrorAnswer } from './error-answer.js';
import { PORTAL_PROBLEMS } from './portal-options.js';

/** Whatever a page throws becomes a page that says what to do now. */
@Catch()
export class PortalProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(PortalProblemFilter.name);

  constructor(@Inject(PORTAL_PROBLEMS) private readonly problems: ProblemTable) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const answer = portalErrorAnswer(error, { url: request.url, id: request.id }, this.problems);
    if (answer.status >= 500) this.logger.error({ requestId: request.id, error });
    void reply.status(answer.status).headers(answer.headers).send(answer.body);
  }
}
