import { Controller, Get, Header, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Refusal } from '../../kernel/violation.js';
import { docsStyle, renderApiDocs, renderProblemPage } from './api-docs.js';
import { Describe } from './describe.js';
import { Metrics } from './metrics.js';
import { ApiDescription } from './openapi.js';
import { PlatformRoute } from './platform-route.js';
import { ProblemRegistry } from './problem-registry.js';
import { Readiness } from './readiness.js';

const state = z.object({ status: z.enum(['alive', 'ready']) });
const problemPath = z.object({ code: z.string().max(60) });

/** Is it alive, is it ready, what does it count. */
@Controller()
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
  ) {}

  @Get('healthz')
  @PlatformRoute()
  @Describe({ zh: '进程是否活着', en: 'Whether the process is alive', answer: state })
  alive(): z.infer<typeof state> {
    return { status: 'alive' };
  }

  @Get('readyz')
  @PlatformRoute()
  @Describe({
    zh: '能否办事：数据库应答，结构是最新的',
    en: 'Whether the database answers and its schema is current',
    answer: state,
  })
  async ready(): Promise<z.infer<typeof state>> {
    await this.readiness.check();
    return { status: 'ready' };
  }

  @Get('metrics')
  @PlatformRoute()
  @Describe({
    zh: '运行指标（Prometheus 格式）',
    en: 'Metrics in the format of Prometheus',
    mediaTypes: ['text/plain'],
  })
  async counted(@Res() reply: FastifyReply): Promise<void> {
    await reply.header('content-type', this.metrics.contentType).send(await this.metrics.text());
  }
}

/** What can be asked here, and what the answers mean. */
@Controller()
export class ApiDocsController {
  constructor(
    private readonly description: ApiDescription,
    private readonly registry: ProblemRegistry,
  ) {}

  @Get('openapi.json')
  @PlatformRoute()
  @Header('content-type', 'application/json; charset=utf-8')
  @Header('cache-control', 'no-cache')
  @Describe({ zh: '接口说明（OpenAPI 3）', en: 'This description, as OpenAPI 3', mediaTypes: ['application/json'] })
  openapi(): string {
    return this.description.text;
  }

  @Get('api/docs')
  @PlatformRoute()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-cache')
  @Describe({ zh: '接口说明（网页）', en: 'This description, as a page', mediaTypes: ['text/html'] })
  docs(): string {
    return renderApiDocs(this.description.document);
  }

  @Get('api/docs/style.css')
  @PlatformRoute()
  @Header('content-type', 'text/css; charset=utf-8')
  @Header('cache-control', 'public, max-age=3600')
  @Describe({ zh: '接口说明网页的样式', en: 'The stylesheet of that page', mediaTypes: ['text/css'] })
  style(): string {
    return docsStyle;
  }

  @Get('problems/:code')
  @PlatformRoute()
  @Header('content-type', 'text/html; charset=utf-8')
  @Describe({
    zh: '一个错误代码的含义和办法',
    en: 'What a problem code means and what to do',
    mediaTypes: ['text/html'],
  })
  problem(@Param({ schema: problemPath }) path: z.infer<typeof problemPath>): string {
    const text = this.registry.textOf(path.code);
    if (text === undefined) throw Refusal.of('NOT_FOUND_ROUTE', undefined, { path: `/problems/${path.code}` });
    return renderProblemPage(path.code, text, this.registry.statusOf(path.code));
  }
}
