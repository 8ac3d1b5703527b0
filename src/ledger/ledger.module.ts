import { Module } from '@nestjs/common';
import { ApproveProposal } from './approve-proposal.js';
import { BalancesController } from './balances.controller.js';
import { BooksController } from './books.controller.js';
import { JournalWriter } from './journal-writer.js';
import { PeriodsController } from './periods.controller.js';
import { PostVouchers } from './post-vouchers.js';
import { ProposalsController } from './proposals.controller.js';
import { ProposeVoucher } from './propose-voucher.js';
import { ReturnProposal } from './return-proposal.js';
import { ShowBalances } from './show-balances.js';
import { ShowBooks } from './show-books.js';
import { ShowProposals } from './show-proposals.js';
import { ShowVouchers } from './show-vouchers.js';
import { VouchersController } from './vouchers.controller.js';

const verbs = [
  ApproveProposal,
  JournalWriter,
  PostVouchers,
  ProposeVoucher,
  ReturnProposal,
  ShowBalances,
  ShowBooks,
  ShowProposals,
  ShowVouchers,
];

@Module({
  controllers: [BalancesController, BooksController, PeriodsController, ProposalsController, VouchersController],
  providers: verbs,
  exports: verbs,
})
export class LedgerModule {}
