/** Arrears and reminders as the doors give them. */
import type { z } from 'zod';
import { yuanFromFen } from '../kernel/fen.js';
import type { arrearsAnswer, noticesAnswer, owingAnswer, remindersAnswer } from './arrears-contract.js';
import { AGE_BUCKETS, BUCKET_NAMES, type AgeBucket, type UnitArrears } from './rules/ageing.js';
import type { GivenReminder, Notice } from './rules/reminder.js';
import type { ArrearsReport } from './show-arrears.js';

export function reportView(report: ArrearsReport): z.infer<typeof arrearsAnswer> {
  const { on, households, owing, fen, buildings, cells, ages, collection } = report;
  return {
    on,
    households,
    ...(owing === undefined ? {} : { owing }),
    ...(fen === undefined ? {} : { amount: yuanFromFen(fen) }),
    buildings: buildings.map(({ key, ...rest }) => ({ building: key, ...rest })),
    cells: cells.map(({ key, buildings: names, ...rest }) => ({ cell: key, buildings: [...names], ...rest })),
    ages: ages.map(({ bucket, ...rest }) => ({ months: bucket, name: BUCKET_NAMES[bucket], ...rest })),
    collection: {
      from: collection.from,
      to: collection.to,
      charged: yuanFromFen(collection.chargedFen),
      received: yuanFromFen(collection.receivedFen),
      ...(collection.ratePercent === undefined ? {} : { ratePercent: collection.ratePercent }),
      oldReceived: yuanFromFen(collection.oldReceivedFen),
      advanceReceived: yuanFromFen(collection.advanceReceivedFen),
    },
  };
}

export function owingView(one: UnitArrears): z.infer<typeof owingAnswer>['households'][number] {
  const ages = Object.fromEntries(AGE_BUCKETS.map((bucket) => [bucket, yuanFromFen(one.buckets[bucket])]));
  return {
    unit: one.unit,
    building: one.building,
    amount: yuanFromFen(one.fen),
    oldest: one.oldest,
    ages: ages as Record<AgeBucket, string>,
  };
}

export function noticeView(notice: Notice): z.infer<typeof noticesAnswer>['notices'][number] {
  const { unit, building, on, fen, inWords, lines, given } = notice;
  return {
    unit,
    building,
    on,
    amount: yuanFromFen(fen),
    inWords,
    lines: lines.map(({ item, name, period, fen: owed }) => ({ item, name, month: period, amount: yuanFromFen(owed) })),
    given: given.map(reminderView),
  };
}

export function reminderView({
  unit,
  on,
  way,
  fen,
}: GivenReminder): z.infer<typeof remindersAnswer>['reminders'][number] {
  return { unit, on, way, amount: yuanFromFen(fen) };
}
