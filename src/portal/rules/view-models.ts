/**
 * What the pages are given.
 *
 * 1. Plain read-only values: a page reads nothing else, and computes nothing that the ledger has already decided.
 * 2. Money is whole fen in a `bigint`. A negative amount is red ink, on its own side.
 * 3. Days are `CalendarDate`, months are `Period`; instants are ISO 8601 text in UTC and are shown in Shanghai time.
 * 4. Persons are ids of the estate ("p-19c2"), never names. A bank account is a path part: its number, or its alias
 *    where a person holds it.
 * 5. `null` says "not known" or "there is none", and a page says so in words.
 */
export type * from './views/estate.js';
export type * from './views/voucher.js';
export type * from './views/home.js';
export type * from './views/document.js';
