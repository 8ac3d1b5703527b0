import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/index.js';
import { PeopleModule } from '../people/index.js';
import { PublishingModule } from '../publishing/index.js';
import { ImportFolder } from './import-folder.js';
import { ImportSources } from './import-sources.js';
import { LoadSample } from './load-sample.js';
import { SampleCommittee } from './sample-committee.js';

/** The estate directory, the clock and chance come from the roof's ground. */
@Module({
  imports: [LedgerModule, PeopleModule, PublishingModule],
  providers: [ImportFolder, ImportSources, LoadSample, SampleCommittee],
  exports: [ImportFolder, LoadSample],
})
export class IntakeModule {}
