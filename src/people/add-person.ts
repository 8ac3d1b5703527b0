import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { personId, Randomness } from '../kernel/ids.js';
import { appendRecord, lockHead } from '../log/index.js';
import { sealFields } from '../log/rules/index.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import { refuseAny } from './refuse-any.js';
import { checkNewPerson, type NewPerson } from './rules/new-person.js';
import { readRoleFacts } from './store/person-store.js';

export interface AddPersonInput extends NewPerson {
  readonly estateId: string;
}

/** Adds a person to an estate by a leaf; the name stays private. Gives the new person's id. */
@Injectable()
export class AddPerson {
  constructor(
    private readonly reads: EstateReads,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** @throws Refusal OPERATOR_REQUIRED, PERSON_NAME_INVALID, ESTATE_NOT_FOUND. */
  async execute({ estateId, ...given }: AddPersonInput): Promise<string> {
    const person = { ...given, name: given.name.normalize('NFC') };
    return this.reads.write(estateId, async (query, client) => {
      await lockHead(client, estateId);
      const facts = await readRoleFacts(query, estateId);
      refuseAny(checkNewPerson(person, facts));
      const id = this.#freshId(facts.kinds);
      const sealed = sealFields([{ name: 'name', value: person.name }], this.randomness);
      const recordedAt = this.clock.now().toISOString();
      const leaf = { t: 'xinyi/person/v1', person: id, kind: person.kind, by: person.by, recorded_at: recordedAt };
      const disclosures = sealed.disclosures.map(({ text }) => text);
      await appendRecord(client, { estateId, leaf: { ...leaf, ...sealed.part }, disclosures });
      return id;
    });
  }

  /** Ids are short for people to read, so a repetition is possible; the estate's lock is held while we look. */
  #freshId(taken: ReadonlyMap<string, unknown>): string {
    for (;;) {
      const id = personId(this.randomness);
      if (!taken.has(id)) return id;
    }
  }
}
