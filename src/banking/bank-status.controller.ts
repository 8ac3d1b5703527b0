import { Controller, Get, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import { yuanFromFen } from '../kernel/fen.js';
import { Access, CurrentActor, CurrentEstate } from '../people/index.js';
import { mayDo, type Actor } from '../people/rules/index.js';
import { estatePath } from '../platform/http/contract-parts.js';
import { Describe } from '../platform/http/describe.js';
import { lineNetFen } from './rules/index.js';
import { ShowBankStatus, type AlertWithLines, type EstateAtBank } from './show-bank-status.js';
import { alertsAnswer, statusAnswer, statusesAnswer, statusesQuery } from './status-contract.js';

const PAGE = 20;

type StatusView = z.infer<typeof statusAnswer>;
type AlertView = z.infer<typeof alertsAnswer>['alerts'][number];

/** How far books and bank agree, for everybody. */
@Controller('api/v1')
export class BankStatusController {
  constructor(private readonly status: ShowBankStatus) {}

  @Get('bank-status')
  @Access('bank-status.read')
  @Describe({ zh: '各小区对账到哪一天', en: 'Every estate at its banks', answer: statusesAnswer })
  async all(
    @Query({ schema: statusesQuery }) query: z.infer<typeof statusesQuery>,
  ): Promise<z.infer<typeof statusesAnswer>> {
    const { estates, next } = await this.status.all({ after: query.cursor, limit: query.limit ?? PAGE });
    return { estates: estates.map(statusView), ...(next === undefined ? {} : { next }) };
  }

  @Get('estates/:code/bank-status')
  @Access('bank-status.read')
  @Describe({ zh: '各银行账户对账到哪一天', en: 'How far books and bank agree', answer: statusAnswer })
  async one(
    @CurrentEstate() estateId: string,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
  ): Promise<StatusView> {
    return statusView(await this.status.execute(estateId));
  }

  @Get('estates/:code/bank-alerts')
  @Access('bank-status.read')
  @Describe({ zh: '银行账户上要留意的事', en: 'What somebody should look at', answer: alertsAnswer })
  async alerts(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
  ): Promise<z.infer<typeof alertsAnswer>> {
    const { alerts } = await this.status.execute(actor.estateId ?? '');
    const withWords = mayDo('bank-matches.read', actor.roles);
    return { alerts: alerts.map((alert) => alertView(alert, withWords)) };
  }
}

function statusView({ code, name, light, accounts }: EstateAtBank): StatusView {
  return {
    ...{ code, name, light },
    accounts: accounts.map(({ account, status, signedThrough }) => {
      const { on, light: own, sentence, agreedAsOf, reachesTo, daysBehind, gaps, oldest, bankFen } = status;
      return {
        ...{
          account: account.publicName,
          holder: account.holderType,
          kind: account.kind,
          on,
          light: own,
          sentence,
          gaps,
        },
        ...(agreedAsOf === undefined ? {} : { agreedAsOf }),
        ...(reachesTo === undefined ? {} : { reachesTo }),
        ...(daysBehind === undefined ? {} : { daysBehind }),
        ...(signedThrough === undefined ? {} : { signedThrough }),
        book: yuanFromFen(status.bookFen),
        ...(bankFen === undefined ? {} : { bank: yuanFromFen(bankFen) }),
        unexplained: yuanFromFen(status.unexplainedFen),
        withoutVoucher: {
          count: status.unrecorded.count,
          in: yuanFromFen(status.unrecorded.inFen),
          out: yuanFromFen(status.unrecorded.outFen),
        },
        ...(oldest === undefined ? {} : { oldest: oldestView(oldest) }),
      };
    }),
  };
}

type OldestView = NonNullable<StatusView['accounts'][number]['oldest']>;

function oldestView(oldest: NonNullable<EstateAtBank['accounts'][number]['status']['oldest']>): OldestView {
  const { kind, on, days, amountFen } = oldest;
  return { kind, on, days, amount: yuanFromFen(amountFen) };
}

function alertView({ alert, lines }: AlertWithLines, withWords: boolean): AlertView {
  const { kind, account, count, amountFen, since, days, sentence } = alert;
  return {
    ...{ kind, account, count, amount: yuanFromFen(amountFen), sentence },
    ...(since === undefined ? {} : { since }),
    ...(days === undefined ? {} : { days }),
    ...(withWords
      ? {
          lines: lines.map(([id, line]) => ({
            line: id,
            bookedOn: line.bookedOn,
            amount: yuanFromFen(lineNetFen(line)),
            counterparty: line.counterpartyName,
            counterpartyNumber: line.counterpartyNumber,
            summary: line.summary,
          })),
        }
      : {}),
  };
}
