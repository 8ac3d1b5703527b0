/** Reminders that were given, in the order of their records. Needs private scope. */
import { readDisclosures, readRecords } from '../log/index.js';
import { openDisclosure } from '../log/rules/index.js';
import type { Query } from '../platform/database/estate-reads.js';
import { REMINDER } from './rules/record-types.js';
import { reminderOf, type GivenReminder } from './rules/reminder.js';

/** Rounds of reminders that are looked back on: years of monthly ones. */
const ROUNDS = 200;

export async function readReminders(query: Query, estateId: string): Promise<GivenReminder[]> {
  const records = await readRecords(query, estateId, { type: REMINDER, last: ROUNDS });
  const disclosed = await readDisclosures(
    query,
    estateId,
    records.map(({ seq }) => seq),
  );
  return disclosed.flatMap(({ text }) => {
    const opened = openDisclosure(text);
    const reminder = opened === undefined ? undefined : reminderOf(opened.value);
    return reminder === undefined ? [] : [reminder];
  });
}
