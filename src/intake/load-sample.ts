import { chmod, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { EstateDirectory } from '../estates/index.js';
import { projectRoot } from '../platform/project-root.js';
import { PublishStatement } from '../publishing/index.js';
import { ImportFolder } from './import-folder.js';
import { SAMPLE_FOUNDER, SampleCommittee } from './sample-committee.js';

const QUARTERS = ['2024Q3', '2024Q4', '2025Q1', '2025Q2'];

export interface SampleOutcome {
  /** Where the tokens of the sample estate are kept; absent where there are none. */
  readonly tokensFile?: string;
  /** The tokens themselves, only where they were made by this very call: they are shown once. */
  readonly tokens?: Readonly<Record<string, string>>;
}

/**
 * Fills an empty embedded database with the sample estate: its folder, a committee with tokens, four published
 * quarters. A file in the data
 * folder says that the work is under way, so that a start that was killed half way is finished by the next one; every
 * step looks first
 * whether it was done.
 */
@Injectable()
export class LoadSample {
  constructor(
    private readonly directory: EstateDirectory,
    private readonly importFolder: ImportFolder,
    private readonly publish: PublishStatement,
    private readonly committee: SampleCommittee,
  ) {}

  async execute(dataFolder: string): Promise<SampleOutcome> {
    const tokensFile = join(dataFolder, 'demo-tokens.json');
    const underWay = join(dataFolder, 'demo-under-way');
    const exists = (await this.directory.list()).length > 0;
    if (exists && !(await isThere(underWay))) return (await isThere(tokensFile)) ? { tokensFile } : {};
    await writeFile(underWay, '');
    const folder = join(projectRoot(), 'samples', 'yuanye-manor');
    const { estateId } = await this.importFolder.execute({ folder, as: SAMPLE_FOUNDER });
    const { approver, tokens } = await this.committee.execute(estateId);
    for (const period of QUARTERS) {
      await this.publish.execute({ estateId, report: 'fund-statement', period, by: approver });
    }
    await keepTokens(tokensFile, tokens);
    await rm(underWay, { force: true });
    return { tokensFile, tokens };
  }
}

async function isThere(path: string): Promise<boolean> {
  return readFile(path).then(
    () => true,
    () => false,
  );
}

/** Readable by its owner alone, and never half written. */
async function keepTokens(path: string, tokens: Readonly<Record<string, string>>): Promise<void> {
  const draft = `${path}.new`;
  await writeFile(draft, `${JSON.stringify(tokens, null, 2)}\n`, { mode: 0o600 });
  await chmod(draft, 0o600);
  await rename(draft, path);
}
