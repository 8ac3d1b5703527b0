/** Every way in which the wing `estates` refuses, in both languages. */
import type { ProblemTable } from '../kernel/violation.js';

export const estatesProblems = {
  OCCUPANCY_PERSON_UNKNOWN: {
    kind: 'refused',
    zh: '本小区没有编号为 {person} 的人。',
    en: 'There is no person {person} in this estate.',
    remedyZh: '请核对人员编号，或先用 person add 添加这个人。',
    remedyEn: 'Check the id, or add the person first (person add).',
  },
  OCCUPANCY_UNIT_UNKNOWN: {
    kind: 'refused',
    zh: '户号“{unit}”不在本小区的房屋名册里。',
    en: 'Unit {unit} is not on the roll of this estate.',
    remedyZh: '请核对户号，或先在名册中补上这一户。',
    remedyEn: 'Check the unit, or add it to the roll first.',
  },
  OCCUPANCY_DAYS: {
    kind: 'invalid',
    zh: '住到 {to} 早于入住日 {from}。',
    en: 'The last day {to} is before the first day {from}.',
    remedyZh: '请核对两个日期；还住着就不要写住到哪一天。',
    remedyEn: 'Check both days; leave the last one away while it lasts.',
  },
} as const satisfies ProblemTable;
