import { Module } from '@nestjs/common';
import { ApproveProposal } from './approve-proposal.js';
import { JournalWriter } from './journal-writer.js';
import { PostVouchers } from './post-vouchers.js';
import { ProposeVoucher } from './propose-voucher.js';
import { ReturnProposal } from './return-proposal.js';
import { ShowBalances } from './show-balances.js';
import { ShowBooks } from './show-books.js';
import { ShowVouchers } from './show-vouchers.js';

const verbs = [
  ApproveProposal,
  JournalWriter,
  PostVouchers,
  ProposeVoucher,
  ReturnProposal,
  ShowBalances,
  ShowBooks,
  ShowVouchers,
];

@Module({ providers: verbs, exports: verbs })
export class LedgerModule {}
