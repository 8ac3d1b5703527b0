import { Injectable } from '@nestjs/common';
import { base64url } from '../kernel/hash.js';
import { parseLeaf } from '../kernel/canonical.js';
import { Refusal } from '../kernel/violation.js';
import { Frontier, verifyLeaf } from '../log/rules/index.js';
import { EstateReads, type Query } from '../platform/database/estate-reads.js';
import { ArchiveWriter, type WrittenArchive } from './formats/archive-writer.js';
import { headerCells } from './rules/archive.js';
import { KNOWN_TYPES } from './rules/estate-model.js';
import { isBatchLeaf, storedDisclosures, type StoredPrivate } from './rules/private-values.js';
import { readBodies, readHead, readRoot } from './store/estate-log.js';
import { leafBlocks, type LeafBlock, type LeafRow, type PrivateRow } from './store/read-block.js';
import type { ProgressOptions } from './verify-estate.js';

export interface ExportInput {
  readonly estateId: string;
  /** Path of the file to be made; it must not exist. */
  readonly file: string;
}

export interface ExportedEstate extends WrittenArchive {
  readonly estateId: string;
  readonly code: string;
  readonly size: bigint;
  /** Hex. */
  readonly root: string;
}

/**
 * Writes an estate's leaves and private values as one archive (decisions 4: an estate is its leaves). The same log
 * gives the same
 * bytes. Only a sound log is exported; rows are not looked at, since a restore makes them anew from the leaves.
 */
@Injectable()
export class ExportEstate {
  constructor(private readonly reads: EstateReads) {}

  async execute({ estateId, file }: ExportInput, options: ProgressOptions = {}): Promise<ExportedEstate> {
    return await this.reads.read(
      estateId,
      async (query) => {
        const head = await readHead(query, estateId);
        if (head === undefined) throw Refusal.of('LOG_NOT_FOUND');
        const code = await readCode(query, estateId);
        const root = (await readRoot(query, estateId, head.size)).toString('hex');
        const writer = await ArchiveWriter.open(file);
        try {
          await writer.line(headerCells({ estateId, code, size: head.size, root }));
          const copy = new LogCopy(estateId, writer);
          for await (const block of leafBlocks(query, estateId, head.size)) {
            await copy.block(block);
            options.onProgress?.({ done: block.end, total: head.size });
          }
          if (copy.root() !== root) throw broken(head.size);
          return { estateId, code, size: BigInt(head.size), root, ...(await writer.close(root)) };
        } catch (error) {
          await writer.abandon();
          throw error;
        }
      },
      { private: true },
    );
  }
}

async function readCode(query: Query, estateId: string): Promise<string> {
  const body = (await readBodies(query, estateId, [0])).get(0);
  const reading = body === undefined ? undefined : parseLeaf(body);
  const code = reading?.ok === true ? reading.leaf['code'] : undefined;
  if (typeof code !== 'string') throw broken(0);
  return code;
}

/** Writes leaves in order, each checked before it is written. */
class LogCopy {
  readonly #frontier = new Frontier();

  constructor(
    private readonly estateId: string,
    private readonly writer: ArchiveWriter,
  ) {}

  async block({ begin, end, leaves, privates }: LeafBlock): Promise<void> {
    let at = 0;
    for (const [index, leaf] of leaves.entries()) {
      if (leaf.seq !== begin + index) throw broken(begin + index);
      const first = at;
      while (privates[at]?.seq === leaf.seq) at += 1;
      await this.#leaf(leaf, privates.slice(first, at));
    }
    if (leaves.length !== end - begin || at !== privates.length)
      throw broken(privates[at]?.seq ?? begin + leaves.length);
  }

  async #leaf({ seq, hash, body }: LeafRow, privates: readonly PrivateRow[]): Promise<void> {
    const disclosures = storedDisclosures(privates);
    const reading = parseLeaf(body);
    if (!reading.ok) throw broken(seq);
    const isBatch = isBatchLeaf(reading.leaf);
    const stored = { seq: BigInt(seq), bytes: body, hash, fields: isBatch ? [] : disclosures };
    const verdict = verifyLeaf(
      { ...stored, batch: isBatch ? disclosures : [] },
      { estate: this.estateId, knownTypes: KNOWN_TYPES },
    );
    const hasGap = privates.some(({ ordinal }, index) => ordinal !== index + 1);
    if (hasGap || verdict.violations.length > 0) throw broken(seq);
    this.#frontier.append(hash);
    await this.writer.line(['leaf', String(seq), body.toString('utf8')]);
    for (const one of privates) await this.writer.line(privateCells(one));
  }

  root(): string {
    return this.#frontier.root().toString('hex');
  }
}

function privateCells({ ordinal, hash, text }: StoredPrivate): readonly string[] {
  if (text !== undefined) return ['value', String(ordinal), text];
  return ['erased', String(ordinal), base64url(hash ?? Buffer.alloc(0))];
}

function broken(seq: number): Refusal {
  return Refusal.of('EXPORT_LOG_BROKEN', undefined, { seq: String(seq) });
}
