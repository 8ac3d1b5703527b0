/** `person add | list` and `role grant | revoke`. */
import { readEstateProfile } from '../estates/index.js';
import { Refusal, type Violation } from '../kernel/violation.js';
import type { ListedPerson } from '../people/index.js';
import { checkRoleChange, type GrantedRole, type PersonKind, type RoleFacts } from '../people/rules/index.js';
import type { Answer, JsonValue } from './answer.js';
import { actorOf, estateOf, type CommandSession } from './session.js';
import { textTable, visible } from './text-table.js';

export interface AddPersonOptions {
  readonly name: string;
  readonly kind: PersonKind;
  readonly role?: readonly GrantedRole[];
  readonly as?: string;
  readonly approver?: string;
}

export interface RoleOptions {
  readonly as?: string;
  readonly approver?: string;
}

/** Stands in the facts for a person who has no id yet. */
const NEWCOMER = 'p-new';

export async function addPerson(session: CommandSession, code: string, options: AddPersonOptions): Promise<Answer> {
  const { verbs } = session;
  const { estateId } = await estateOf(verbs, code);
  const by = await actorOf(verbs, estateId, options.as);
  const { name, kind, role: roles = [], approver } = options;
  const second = approver === undefined ? {} : { approver };
  // The person and each role are leaves of their own: judge all before the first is written.
  refuseAny(rolesRefused(factsOf(await verbs.listPeople.execute({ estateId, withNames: false })), by, options));
  const person = await verbs.addPerson.execute({ estateId, name, kind, by });
  for (const role of roles) await verbs.grantRole.execute({ estateId, person, role, by, ...second });
  const given = roles.length === 0 ? '还没有身份 no role yet' : roles.join(', ');
  return {
    lines: [
      `已登记，编号 ${person}，身份：${given}。Added as ${person}.`,
      `发令牌 to issue a token: npm run xinyi -- token issue ${code} ${person}`,
    ],
    result: { estate: code, person, kind, roles, by },
  };
}

function factsOf(people: readonly ListedPerson[]): RoleFacts {
  return {
    kinds: new Map(people.map(({ person, kind }) => [person, kind])),
    roles: new Map(people.map(({ person, roles }) => [person, new Set(roles)])),
  };
}

function rolesRefused(facts: RoleFacts, by: string, { kind, role = [], approver }: AddPersonOptions): Violation[] {
  const kinds = new Map([...facts.kinds, [NEWCOMER, kind]]);
  const held = new Set<GrantedRole>();
  const roles = new Map([...facts.roles, [NEWCOMER, held]]);
  return role.flatMap((one) => {
    const change = { action: 'grant', person: NEWCOMER, role: one, by } as const;
    const second = approver === undefined ? {} : { approver };
    const violations = checkRoleChange({ ...change, ...second }, { kinds, roles });
    held.add(one);
    return violations;
  });
}

/** All of them, each once. */
function refuseAny(violations: readonly Violation[]): void {
  const told = new Map(violations.map((violation) => [JSON.stringify(violation), violation]));
  const [first, ...rest] = told.values();
  if (first !== undefined) throw new Refusal([first, ...rest]);
}

export async function listPeople(session: CommandSession, code: string, withNames: boolean): Promise<Answer> {
  const { verbs } = session;
  const { estateId } = await estateOf(verbs, code);
  const people = await verbs.listPeople.execute({ estateId, withNames });
  const profile = await verbs.reads.read(estateId, (query) => readEstateProfile(query, estateId));
  const columns = [
    { label: '编号' },
    ...(withNames ? [{ label: '姓名' }] : []),
    { label: '类别' },
    { label: '身份' },
    { label: '有效令牌', right: true },
  ];
  const now = verbs.clock.now();
  const rows = people.map((person) => [
    person.person,
    ...(withNames ? [person.name ?? '（建账人 founder）'] : []),
    person.kind,
    person.roles.join(', '),
    String(liveTokens(person, now)),
  ]);
  return {
    lines: [
      `${visible(profile?.name ?? '')}（${code}）`,
      '',
      ...textTable(columns, rows),
      ...(withNames ? [] : ['', '姓名不公开；要看请加 --names。Names are private; add --names to see them.']),
    ],
    result: { estate: code, people: people.map((person) => personJson(person, now)) },
  };
}

function liveTokens({ tokens }: ListedPerson, now: Date): number {
  return tokens.filter(
    (token) => token.revokedAt === undefined && !(token.expiresAt !== undefined && token.expiresAt <= now),
  ).length;
}

function personJson(person: ListedPerson, now: Date): JsonValue {
  const { person: id, kind, name, roles } = person;
  return { person: id, kind, name, roles, liveTokens: liveTokens(person, now) };
}

export async function grantRole(
  session: CommandSession,
  [code, person, role]: readonly [string, string, GrantedRole],
  options: RoleOptions,
): Promise<Answer> {
  const { verbs } = session;
  const { estateId } = await estateOf(verbs, code);
  const by = await actorOf(verbs, estateId, options.as);
  const second = options.approver === undefined ? {} : { approver: options.approver };
  await verbs.grantRole.execute({ estateId, person, role, by, ...second });
  return {
    lines: [`已给 ${person} 身份 ${role}，经办人 ${by}。Granted.`],
    result: { estate: code, person, role, action: 'grant', by },
  };
}

export async function revokeRole(
  session: CommandSession,
  [code, person, role]: readonly [string, string, GrantedRole],
  options: RoleOptions,
): Promise<Answer> {
  const { verbs } = session;
  const { estateId } = await estateOf(verbs, code);
  const by = await actorOf(verbs, estateId, options.as);
  await verbs.revokeRole.execute({ estateId, person, role, by });
  return {
    lines: [`已收回 ${person} 的身份 ${role}，经办人 ${by}；正在运行的服务几秒内生效。Revoked.`],
    result: { estate: code, person, role, action: 'revoke', by },
  };
}
