import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/index.js';
import { CharityController } from './charity.controller.js';
import { DeclarePurpose } from './declare-purpose.js';
import { DonationsController } from './donations.controller.js';
import { GrantsController } from './grants.controller.js';
import { MovePurpose } from './move-purpose.js';
import { RecordDonations } from './record-donations.js';
import { SetNaming } from './set-naming.js';
import { ShowCharity } from './show-charity.js';
import { ShowDonations } from './show-donations.js';
import { SpendCharity } from './spend-charity.js';

const verbs = [DeclarePurpose, MovePurpose, RecordDonations, SetNaming, ShowCharity, ShowDonations, SpendCharity];

@Module({
  imports: [LedgerModule],
  controllers: [CharityController, DonationsController, GrantsController],
  providers: verbs,
  exports: verbs,
})
export class CharityModule {}
