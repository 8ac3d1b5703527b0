/** What a command is given to do its work with. */
import { parseLeaf } from '../kernel/canonical.js';
import { invariant } from '../kernel/invariant.js';
import { readLeaves } from '../log/index.js';
import { mayDo, rolesFor, type Action, type Role } from '../people/rules/index.js';
import type { Config } from '../platform/config/config.js';
import type { Answer } from './answer.js';
import type { Verbs } from './composition.js';
import { refused } from './faults.js';
import type { Progress } from './progress.js';

export interface CommandSession {
  readonly verbs: Verbs;
  readonly progress: Progress;
  /** Whether the answer goes to a terminal. */
  readonly isTerminal: boolean;
  /** A path as the person wrote it, made absolute from where they stand. */
  readonly pathOf: (path: string) => string;
}

/** Work that needs an open database. */
export type DeskWork = (session: CommandSession) => Promise<Answer>;

/** Work that opens the database itself or needs none. */
export type ConfigWork = (config: Config) => Promise<Answer>;

export interface KnownEstate {
  readonly code: string;
  readonly estateId: string;
}

/** Codes shown where one is wrong; a big deployment has its own list. */
const MOST_NAMED = 20;

/** @throws Refusal ESTATE_UNKNOWN naming those that exist. */
export async function estateOf(verbs: Verbs, code: string): Promise<KnownEstate> {
  const estateId = await verbs.directory.estateIdOf(code);
  if (estateId !== undefined) return { code, estateId };
  const codes = (await verbs.directory.list()).map((entry) => entry.code);
  const known = codes.slice(0, MOST_NAMED).join('、') + (codes.length > MOST_NAMED ? ' ……' : '');
  throw refused('ESTATE_UNKNOWN', { code, known: known === '' ? '（无 none）' : known });
}

/** The person who set the estate up: its genesis leaf says who. */
export async function founderOf(verbs: Verbs, estateId: string): Promise<string> {
  const [genesis] = await verbs.reads.read(estateId, (query) => readLeaves(query, estateId, 0n, 1));
  invariant(genesis !== undefined, 'an estate in the directory has a genesis leaf');
  const parsed = parseLeaf(genesis.body);
  const by = parsed.ok ? parsed.leaf['by'] : undefined;
  invariant(typeof by === 'string', 'a genesis leaf names its founder');
  return by;
}

/** Who acts: the person named by `--as`, else the estate's founding operator. */
export async function actorOf(verbs: Verbs, estateId: string, as: string | undefined): Promise<string> {
  return as ?? founderOf(verbs, estateId);
}

/** The operator of an estate that is founded without naming one. */
export const FIRST_OPERATOR = 'p-operator';

/** @throws Refusal PERSON_MAY_NOT where no role of the person allows the action. */
export async function requireMay(verbs: Verbs, estate: KnownEstate, person: string, action: Action): Promise<void> {
  const people = await verbs.listPeople.execute({ estateId: estate.estateId, withNames: false });
  const roles = people.find((one) => one.person === person)?.roles ?? [];
  if (mayDo(action, new Set<Role>(['PUBLIC', ...roles]))) return;
  throw refused('PERSON_MAY_NOT', { person, roles: rolesFor(action).join(', '), estate: estate.code });
}
