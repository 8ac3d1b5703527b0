/**
 * What a schema refused, in the API's own words.
 *
 * 1. The place is a path as a caller writes it: `lines[2].amount`.
 * 2. Every issue has a Chinese and an English ending that fits after the place; no message of the library is shown.
 * 3. A contract may give its own words with `words(zh, en)`; otherwise the kind of issue decides.
 * 4. The value that was given is never repeated: it may be private.
 */
import type { core } from 'zod';
import type { Violation } from '../../kernel/violation.js';

export interface Expectation {
  readonly zh: string;
  readonly en: string;
}

type Issue = core.$ZodIssue;
type Words<Code extends Issue['code']> = (issue: Extract<Issue, { code: Code }>) => Expectation;

/** A character that no text of ours contains parts the two languages inside the one message that a schema can carry. */
const PARTING = '\u001f';

/**
 * Words for a check of a contract: `z.string().regex(DAY, words('应写成 2025-06-30 这样', 'is written like 2025-06-30'))`.
 */
export function words(zh: string, en: string): string {
  return `${zh}${PARTING}${en}`;
}

const TYPES: Readonly<Record<string, Expectation>> = {
  string: { zh: '应是文字（加引号）', en: 'should be a string' },
  number: { zh: '应是数字', en: 'should be a number' },
  int: { zh: '应是整数', en: 'should be a whole number' },
  boolean: { zh: '应是 true 或 false', en: 'should be true or false' },
  array: { zh: '应是一个列表', en: 'should be a list' },
  object: { zh: '应是一组带名字的内容', en: 'should be an object' },
};

const MISSING: Expectation = { zh: '没有填', en: 'is missing' };
const UNKNOWN_KEY: Expectation = { zh: '这里没有这一项', en: 'is not known here' };
const NO_WAY_FITS: Expectation = { zh: '不合任何一种规定的写法', en: 'fits none of the allowed forms' };
const MALFORMED: Expectation = { zh: '写法不对', en: 'is not written as it should be' };

const BY_CODE: { readonly [Code in Issue['code']]?: Words<Code> } = {
  invalid_type: (issue) => TYPES[issue.expected] ?? { zh: '的种类不对', en: `should be of type ${issue.expected}` },
  too_small: (issue) => sized(issue.origin, `${issue.minimum}`, true),
  too_big: (issue) => sized(issue.origin, `${issue.maximum}`, false),
  not_multiple_of: (issue) => ({ zh: `应是 ${issue.divisor} 的倍数`, en: `should be a multiple of ${issue.divisor}` }),
  invalid_value: (issue) => {
    const values = issue.values.map(String);
    return { zh: `只能是 ${values.join('、')}`, en: `should be one of ${values.join(', ')}` };
  },
  invalid_union: () => NO_WAY_FITS,
  invalid_format: () => MALFORMED,
};

const MEASURES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  string: ['个字', 'characters'],
  array: ['项', 'items'],
};

function sized(origin: string, bound: string, least: boolean): Expectation {
  const [zh, en] = MEASURES[origin] ?? ['', ''];
  const word = least ? { zh: '至少', en: 'at least' } : { zh: '最多', en: 'at most' };
  return { zh: `${word.zh} ${bound} ${zh}`.trim(), en: `should be ${word.en} ${bound} ${en}`.trim() };
}

/**
 * One violation an issue (one a key, where keys are unknown), under the code of the part of the request it was found
 * in.
 */
export function issueViolations(code: string, issue: Issue, input: unknown, part: string): readonly Violation[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => violation(code, placeOf([...issue.path, key], part), UNKNOWN_KEY));
  }
  return [violation(code, placeOf(issue.path, part), expectation(issue, input))];
}

function violation(code: string, at: string, expected: Expectation): Violation {
  return { code, at, facts: { place: at, expectedZh: expected.zh, expectedEn: expected.en } };
}

function expectation(issue: Issue, input: unknown): Expectation {
  if (valueAt(input, issue.path) === undefined) return MISSING;
  const [zh, en] = issue.message.split(PARTING);
  if (zh !== undefined && en !== undefined) return { zh, en };
  const words = BY_CODE[issue.code] as ((issue: Issue) => Expectation) | undefined;
  return words?.(issue) ?? MALFORMED;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    input,
  );
}

/** `lines[2].amount`; the whole part is called by its own name. */
export function placeOf(path: readonly PropertyKey[], part: string): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return text === '' ? part : text.replace(/^\./, '').slice(0, 200);
}
