import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/index.js';
import { ImportFolder } from './import-folder.js';
import { ImportSources } from './import-sources.js';

/** The estate directory, the clock and chance come from the roof's ground. */
@Module({ imports: [LedgerModule], providers: [ImportFolder, ImportSources], exports: [ImportFolder] })
export class IntakeModule {}
