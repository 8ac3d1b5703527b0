import type { ProblemTable } from '../../kernel/violation.js';

/** What the door itself refuses, besides what `platform/problems.ts` has words for. */
export const httpProblems: ProblemTable = {
  ADDRESS_INVALID: {
    kind: 'invalid',
    zh: '网址里有一处不对：{place} {expectedZh}。',
    en: 'Something in the address is not valid: {place} {expectedEn}.',
    remedyZh: '请改正网址里的这一处后再试。',
    remedyEn: 'Correct this place of the address and try again.',
  },
  IDEMPOTENCY_KEY_MISSING: {
    kind: 'invalid',
    zh: '缺少请求头 Idempotency-Key：没有它，重试可能会重复记账。',
    en: 'The header Idempotency-Key is missing; without it a retry could book twice.',
    remedyZh: '请为这一次操作起一个新的编号（例如一个 UUID），重试时用同一个编号。',
    remedyEn: 'Choose a new key for this operation (a UUID, say), and use the same key when you retry.',
  },
  IDEMPOTENCY_KEY_INVALID: {
    kind: 'invalid',
    zh: '请求头 Idempotency-Key 不对：应是 1 到 200 个英文字母、数字或常用符号。',
    en: 'The header Idempotency-Key is not valid: it is 1 to 200 printable ASCII characters.',
    remedyZh: '请换一个编号，例如一个 UUID。',
    remedyEn: 'Use another key, for example a UUID.',
  },
};
