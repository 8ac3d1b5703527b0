/** Doors of a wing that exists for tests only: each breaks in one way, or shows one thing of the platform. */
import { setTimeout as delay } from 'node:timers/promises';
import { Body, Controller, Get, Module, Param, Post, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Refusal } from '../../../src/kernel/violation.js';
import { BodyLimit } from '../../../src/platform/http/body-limit.js';
import { day, limit, yuan } from '../../../src/platform/http/contract-parts.js';
import { Describe } from '../../../src/platform/http/describe.js';
import { IdempotencyKey } from '../../../src/platform/http/idempotency-key.js';
import { PlatformRoute } from '../../../src/platform/http/platform-route.js';

const draft = z.strictObject({
  summary: z.string().max(20),
  lines: z.array(z.strictObject({ amount: yuan })).max(1000),
});
const numbered = z.object({ number: z.string().regex(/^\d+$/) });
const span = z.strictObject({ asOf: day.optional(), limit: limit.optional() });

@Controller('api/try')
export class TryController {
  constructor(private readonly dataSource: DataSource) {}

  @Post('echo')
  @PlatformRoute()
  @Describe({ zh: '回声', en: 'Echo', answer: draft, status: 201 })
  echo(@Body({ schema: draft }) body: z.infer<typeof draft>): z.infer<typeof draft> {
    return body;
  }

  @Post('small')
  @PlatformRoute()
  @BodyLimit(2048)
  @Describe({ zh: '小的', en: 'Small', answer: draft })
  small(@Body({ schema: draft }) body: z.infer<typeof draft>): z.infer<typeof draft> {
    return body;
  }

  @Post('keyed')
  @PlatformRoute()
  @Describe({ zh: '带编号', en: 'Keyed' })
  keyed(@IdempotencyKey() key: string): { key: string } {
    return { key };
  }

  @Get('numbers/:number')
  @PlatformRoute()
  @Describe({ zh: '号码', en: 'Number' })
  number(
    @Param({ schema: numbered }) path: z.infer<typeof numbered>,
    @Query({ schema: span }) query: z.infer<typeof span>,
  ): unknown {
    return { ...path, ...query };
  }

  @Get('slow')
  @PlatformRoute()
  @Describe({ zh: '慢', en: 'Slow' })
  async slow(): Promise<{ done: boolean }> {
    await delay(400);
    return { done: true };
  }

  @Get('fail/:how')
  @PlatformRoute()
  @Describe({ zh: '出错', en: 'Fails' })
  async fail(@Param({ schema: z.object({ how: z.string() }) }) { how }: { how: string }): Promise<never> {
    await failures[how]?.(this.dataSource);
    throw new Error('王小明 13900001111');
  }
}

const failures: Readonly<Record<string, (dataSource: DataSource) => unknown>> = {
  replayed: () => {
    throw new Refusal([{ code: 'BODY_TOO_LARGE', facts: { limit: '1' } }], true);
  },
  textless: () => {
    throw Refusal.of('NOBODY_WROTE_THIS', undefined, { name: '王小明' });
  },
  statement: (dataSource) => dataSource.query(`set local statement_timeout = 20; select pg_sleep(5)`),
  append: (dataSource) =>
    dataSource.query(`do $$ begin raise exception 'FUND_FLOOR: 王小明' using errcode = 'XY010'; end $$`),
  query: (dataSource) => dataSource.query(`select '王小明'::int`),
};

@Module({
  controllers: [TryController],
})
export class TryModule {}
