import { Module } from '@nestjs/common';
import { ShowReconciliation } from './show-reconciliation.js';

@Module({ providers: [ShowReconciliation], exports: [ShowReconciliation] })
export class BankingModule {}
