/**
 * The acknowledgement slip of a donation.
 *
 * 1. It says in so many words that it is no 捐赠票据: only a charity gives one, on the form of the Ministry of Finance.
 * 2. It is given to the donor, so it names the donor; nothing of it is public.
 */
import { chineseDate } from '../../kernel/calendar.js';
import { formatFen } from '../../kernel/fen.js';
import { rmbUppercase } from '../../kernel/rmb-uppercase.js';
import type { CharityFund } from './charity-fund.js';
import type { BookedDonation } from './donation.js';

export interface DonationSlip {
  readonly estate: string;
  readonly body: string;
  readonly fund: CharityFund;
  readonly donation: BookedDonation;
  /** The purpose's name; empty for none. */
  readonly purpose: string;
}

export const SLIP_TITLE = '捐赠登记确认单（不是捐赠票据）';

export function slipNotice({ fund, donation }: DonationSlip): string {
  const holder = fund.custodian ?? '';
  const receipt =
    donation.receiptNo === ''
      ? `需要捐赠票据的，请向${holder === '' ? '接受捐赠的慈善组织' : holder}索取。`
      : `捐赠票据由${holder}另行开具，票据号 ${donation.receiptNo}。`;
  const given = fund.legalBasis === 'INTERNAL_MUTUAL_AID' ? '社区内部互助款不开具捐赠票据。' : receipt;
  return `本单只说明这笔钱已经登记入账，不是公益事业捐赠票据，不能作为税前扣除或报销凭证。${given}`;
}

/** The slip's rows in the order in which they are read. */
export function slipRows(slip: DonationSlip): readonly (readonly [label: string, value: string])[] {
  const { donation, fund } = slip;
  return [
    ['编号', donation.number],
    ['小区', slip.estate],
    ['基金', fund.name],
    ...(fund.custodian === undefined ? [] : [['托管慈善组织', fund.custodian] as const]),
    ['捐赠人', donation.donor === '' ? '未留名' : donation.donor],
    ['日期', chineseDate(donation.on)],
    ['金额', `${formatFen(donation.fen)} 元`],
    ['大写', `人民币${rmbUppercase(donation.fen)}`],
    ['指定用途', slip.purpose === '' ? '未指定' : slip.purpose],
    ['记账凭证', donation.voucher],
    ['公开姓名', donation.isNamed ? '同意' : '不公开'],
    ['登记单位', slip.body],
  ];
}
