/** Refusals about receipts and about a resident's own household. */
import { row } from './problem-row.js';

export const receiptProblems = {
  RECEIPT_NOT_FOUND: row(
    'not-found',
    '没有收据 {number}。',
    '请核对收据号，例如 SJ-2025-00001。',
    'There is no receipt {number}.',
    'Check the number, for example SJ-2025-00001.',
  ),
  RECEIPT_NO_PAYMENT: row(
    'refused',
    '凭证 {voucher} 里没有这一户的收款（{unit}）。',
    '请核对凭证号和户号；收据只为已经批准入账的收款开具。',
    'Voucher {voucher} holds no payment of this household ({unit}).',
    'Check the voucher and the unit; receipts are given for booked payments.',
  ),
  RECEIPT_TAKEN_BACK: row(
    'refused',
    '凭证 {voucher} 已经冲销，不能再开收据。',
    '请为重新入账的凭证开收据。',
    'Voucher {voucher} was taken back; its payments get no receipts.',
    'Give receipts for the voucher that replaced it.',
  ),
  RECEIPT_VOID: row(
    'conflict',
    '收据 {number} 已于 {day} 作废。',
    '不用再作废；需要的话，可以为这笔收款另开一张。',
    'Receipt {number} was made void on {day}.',
    'Nothing is left to do; the payment may get another receipt.',
  ),
  HOUSEHOLD_NOT_KNOWN: row(
    'refused',
    '系统里还没有登记您现在住在哪一户。',
    '请联系物管委登记住户信息，再来查看。',
    'It is not on record in which household you live now.',
    'Ask the committee to record it.',
  ),
} as const;
