import type { ProblemTable } from '../kernel/violation.js';
import { startupProblems } from './config/startup-problems.js';

const requestProblems = {
  NOT_FOUND_ROUTE: {
    kind: 'not-found',
    zh: '没有这个地址：{path}。',
    en: 'There is nothing at {path}.',
    remedyZh: '请检查网址有没有写错，或从首页重新进入。',
    remedyEn: 'Check the address, or start again from the first page.',
  },
  METHOD_NOT_ALLOWED: {
    kind: 'invalid',
    zh: '这个地址不接受 {method} 请求。',
    en: 'This address does not take {method} requests.',
    remedyZh: '请改用 {allowed}。',
    remedyEn: 'Use {allowed}.',
  },
  BODY_INVALID: {
    kind: 'invalid',
    zh: '提交的内容有一处不对：{place} {expectedZh}。',
    en: 'Something in the request is not valid: {place} {expectedEn}.',
    remedyZh: '请改正这一处后再提交。',
    remedyEn: 'Correct this place and send the request again.',
  },
  BODY_NOT_JSON: {
    kind: 'invalid',
    zh: '提交的内容不是正确的 JSON。',
    en: 'The body is not well-formed JSON.',
    remedyZh: '请检查括号、引号和逗号；同一个名字不能写两次。',
    remedyEn: 'Check brackets, quotes and commas; no name may stand twice.',
  },
  BODY_TOO_LARGE: {
    kind: 'too-large',
    zh: '提交的内容太大，超过了 {limit}。',
    en: 'The body is larger than {limit}.',
    remedyZh: '请分几次提交。',
    remedyEn: 'Send it in several parts.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    kind: 'invalid',
    zh: '不认识这种内容格式：{mediaType}。',
    en: 'The content type {mediaType} is not supported.',
    remedyZh: '请用 application/json 提交。',
    remedyEn: 'Send application/json.',
  },
  BUSY: {
    kind: 'conflict',
    zh: '系统正忙，这次没有办成，什么也没有改动。',
    en: 'The system is busy; nothing was done.',
    remedyZh: '请稍等几秒，用同一个 Idempotency-Key 再提交一次。',
    remedyEn: 'Wait a few seconds and send it again with the same Idempotency-Key.',
  },
  UNAVAILABLE: {
    kind: 'conflict',
    zh: '暂时连不上数据库。',
    en: 'The database cannot be reached at the moment.',
    remedyZh: '请稍后再试；若一直如此，请告诉管理员。',
    remedyEn: 'Try again later; tell the administrator if it stays so.',
  },
  INTERNAL: {
    kind: 'conflict',
    zh: '系统内部出错，请求号 {requestId}。',
    en: 'An internal error happened; request {requestId}.',
    remedyZh: '请把请求号告诉管理员。重试时用同一个 Idempotency-Key，不会重复记账。',
    remedyEn: 'Tell the administrator the request id. A retry with the same Idempotency-Key never books twice.',
  },
} as const satisfies ProblemTable;

/** Problems that no wing owns: what may be wrong with any request, and what keeps the program from starting. */
export const platformProblems: ProblemTable = { ...startupProblems, ...requestProblems };

/** HTTP statuses that the kind alone does not give; the filter at the door looks here first. */
export const platformStatuses: Readonly<Partial<Record<string, number>>> = {
  METHOD_NOT_ALLOWED: 405,
  UNSUPPORTED_MEDIA_TYPE: 415,
  BUSY: 503,
  UNAVAILABLE: 503,
  INTERNAL: 500,
} satisfies Partial<Record<keyof typeof requestProblems, number>>;
