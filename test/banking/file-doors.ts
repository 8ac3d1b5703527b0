/** The sample estate without its bank's file, behind real HTTP, and short words for handing files in. */
import { readFile } from 'node:fs/promises';
import { VerifyEstate } from '../../src/transparency/index.js';
import { Deployment, tokenOf, writeFolder, type Answer, type Settled } from '../acceptance/deployment.js';
import { FolderCopy } from '../intake/import-world.js';
import type { ProblemBody } from '../ledger/doors/doors.js';
import type { GrantedRole } from '../../src/people/rules/index.js';

export const ACCOUNT = '51050100000000000001';
export const BANK_FILE = `samples/yuanye-manor/bank/${ACCOUNT}.csv`;

export interface ImportedBody {
  readonly replayed: boolean;
  readonly file: string;
  readonly sha256: string;
  readonly accounts: readonly {
    readonly account: string;
    readonly added: number;
    readonly repeated: number;
    readonly through?: string;
    readonly gaps: readonly Readonly<Record<string, string>>[];
  }[];
}

export interface Sending {
  readonly role?: GrantedRole;
  readonly key?: string;
  readonly method?: 'POST' | 'PUT';
  readonly mediaType?: string;
}

let keys = 0;

export class FileDoors {
  private constructor(
    readonly deployment: Deployment,
    readonly sample: Settled,
  ) {}

  static async open(): Promise<FileDoors> {
    const deployment = await Deployment.start();
    const folder = (await FolderCopy.sample()).without(`bank/${ACCOUNT}.csv`);
    return new FileDoors(deployment, await deployment.settle(await writeFolder(folder.files)));
  }

  /** Closes, after the whole log was verified from its leaves. */
  async close(): Promise<void> {
    const verify = this.deployment.running.app.get(VerifyEstate, { strict: false });
    const report = await verify.execute(this.sample.estate.id);
    await this.deployment.close();
    expect(report.errors).toEqual([]);
  }

  /** Sends bytes as they are to a place of the estate. */
  async send<Body = ImportedBody & ProblemBody>(
    path: string,
    bytes: Uint8Array | string,
    { role = 'COMMITTEE_PREPARER', key, method = 'POST', mediaType = 'application/octet-stream' }: Sending = {},
  ): Promise<Answer<Body>> {
    const place = `${this.deployment.running.origin}/api/v1/estates/${this.sample.estate.code}/${path}`;
    keys += 1;
    const response = await fetch(place, {
      method,
      headers: {
        authorization: `Bearer ${tokenOf(this.sample, role)}`,
        'content-type': mediaType,
        'idempotency-key': key ?? `file-${String(keys)}`,
      },
      body: new Uint8Array(Buffer.from(bytes as Uint8Array)),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: JSON.parse(text) as Body };
  }

  hand(
    bytes: Uint8Array | string,
    name = `${ACCOUNT}.csv`,
    sending: Sending = {},
  ): Promise<Answer<ImportedBody & ProblemBody>> {
    return this.send(`bank-statements?name=${encodeURIComponent(name)}`, bytes, sending);
  }

  read<Body>(path: string, role: GrantedRole): Promise<Answer<Body>> {
    const place = `estates/${this.sample.estate.code}/${path}`;
    return this.deployment.ask<Body>(place, { token: tokenOf(this.sample, role) });
  }

  async lines(): Promise<number> {
    const [row] = await this.deployment.rows<{ count: string }>('select count(*) from banking.statement_line');
    return Number(row?.count);
  }

  sampleFile(): Promise<Buffer> {
    return readFile(BANK_FILE);
  }
}
