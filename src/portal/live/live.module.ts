import { Module } from '@nestjs/common';
import { BankingModule } from '../../banking/index.js';
import { LedgerModule } from '../../ledger/index.js';
import { LogModule } from '../../log/index.js';
import { PublishingModule } from '../../publishing/index.js';
import { TransparencyModule } from '../../transparency/index.js';
import { BankSides } from './bank-side.js';
import { EstatePages } from './estate-page.js';
import { EstateScenes } from './estate-scene.js';
import { HomePage } from './home-page.js';
import { LogPage } from './log-page.js';
import { PublishedPages } from './published-pages.js';
import { VoucherPages } from './voucher-pages.js';

const parts = [BankSides, EstatePages, EstateScenes, HomePage, LogPage, PublishedPages, VoucherPages];

/** What the pages' facts are made from. */
@Module({
  imports: [BankingModule, LedgerModule, LogModule, PublishingModule, TransparencyModule],
  providers: parts,
  exports: parts,
})
export class LiveModule {}
