/**
 * Addresses of pages. The schemas are wide on purpose: what a reader mistypes is answered by the pages' own words,
 * which say more than a
 * contract could.
 */
import { z } from 'zod';
import { estateCode } from '../platform/http/contract-parts.js';

const part = z.string().max(300);

export const homePath = z.object({ code: estateCode });
export const voucherPath = z.object({ code: estateCode, number: part });
export const statementPath = z.object({ code: estateCode, id: part });
export const reconciliationPath = z.object({ code: estateCode, account: part, date: part });
export const accountPath = z.object({ code: estateCode, account: part });
export const assetPath = z.object({ file: part });
export const listQuery = z.record(z.string(), z.unknown());
