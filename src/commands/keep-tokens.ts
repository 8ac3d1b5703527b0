/** `token issue | revoke | list`. The text of a token is shown once, where it is issued, and kept nowhere. */
import { addDays, shanghaiDate, type CalendarDate } from '../kernel/calendar.js';
import type { ListedPerson } from '../people/index.js';
import type { Answer } from './answer.js';
import type { Verbs } from './composition.js';
import { refused } from './faults.js';
import { actorOf, estateOf, type CommandSession, type KnownEstate } from './session.js';
import { textTable } from './text-table.js';

export interface IssueOptions {
  readonly label?: string;
  /** The last day on which it holds. */
  readonly expires?: CalendarDate;
  readonly as?: string;
}

export interface RevokeOptions {
  readonly estate?: string;
  readonly as?: string;
}

type Token = ListedPerson['tokens'][number];

interface FoundToken extends Token {
  readonly estate: KnownEstate;
  readonly person: string;
}

export async function issueToken(
  session: CommandSession,
  [code, person]: readonly [string, string],
  options: IssueOptions,
): Promise<Answer> {
  const { verbs } = session;
  const { estateId } = await estateOf(verbs, code);
  const by = await actorOf(verbs, estateId, options.as);
  const label = options.label ?? `${person} ${shanghaiDate(verbs.clock.now())}`;
  const expiresAt = options.expires === undefined ? undefined : endOfDay(options.expires);
  const expiry = expiresAt === undefined ? {} : { expiresAt };
  const issued = await verbs.issueToken.execute({ label, bearers: [{ estateId, person, by }], ...expiry });
  const until =
    options.expires === undefined ? '没有到期日 without an end' : `用到 ${options.expires} 为止 until that day`;
  return {
    lines: [
      issued.text,
      '',
      `令牌只显示这一次，请交给本人妥善保管。The token is shown only now; hand it to its bearer.`,
      `编号 id: ${issued.tokenId}（${until}）`,
      `作废 to revoke: npm run xinyi -- token revoke ${issued.tokenId}`,
    ],
    result: {
      estate: code,
      person,
      label,
      token: issued.text,
      tokenId: issued.tokenId,
      expiresAt: expiresAt?.toISOString(),
      by,
    },
  };
}

/** Midnight in Asia/Shanghai after that day. */
function endOfDay(day: CalendarDate): Date {
  return new Date(`${addDays(day, 1)}T00:00:00+08:00`);
}

export async function revokeToken(session: CommandSession, tokenId: string, options: RevokeOptions): Promise<Answer> {
  const { verbs } = session;
  const estates = options.estate === undefined ? await verbs.directory.list() : [await estateOf(verbs, options.estate)];
  const token = (await tokensOf(verbs, estates)).find((one) => one.tokenId === tokenId.toLowerCase());
  if (token === undefined) throw refused('TOKEN_UNKNOWN', { token: shortened(tokenId) });
  const { estateId, code } = token.estate;
  const person = await actorOf(verbs, estateId, options.as);
  await verbs.revokeToken.execute({ tokenId: token.tokenId, by: { estateId, person } });
  const wasOver = token.revokedAt !== undefined;
  return {
    lines: [
      wasOver
        ? `令牌 ${token.tokenId} 早已作废，没有改动。It was revoked before; nothing was changed.`
        : `令牌 ${token.tokenId}（${token.person}）已作废，正在运行的服务几秒内生效。Revoked.`,
    ],
    result: { estate: code, person: token.person, tokenId: token.tokenId, changed: !wasOver, by: person },
  };
}

/** Whoever pastes the token itself in place of its id should not find it on the screen again. */
function shortened(given: string): string {
  return given.length > 36 ? `${given.slice(0, 8)}…` : given;
}

export async function listTokens(session: CommandSession, code: string | undefined): Promise<Answer> {
  const { verbs } = session;
  const estates = code === undefined ? await verbs.directory.list() : [await estateOf(verbs, code)];
  const tokens = await tokensOf(verbs, estates);
  const now = verbs.clock.now();
  const columns = ['编号', '小区', '人员', '名称', '状态', '发出', '到期'].map((label) => ({ label }));
  const rows = tokens.map((token) => [
    token.tokenId,
    token.estate.code,
    token.person,
    token.label,
    STATES[stateOf(token, now)],
    shanghaiDate(token.issuedAt),
    token.expiresAt === undefined ? '' : shanghaiDate(new Date(token.expiresAt.getTime() - 1)),
  ]);
  return {
    lines: tokens.length === 0 ? ['还没有发过令牌。No tokens yet.'] : textTable(columns, rows),
    result: {
      tokens: tokens.map((token) => ({
        tokenId: token.tokenId,
        estate: token.estate.code,
        person: token.person,
        label: token.label,
        state: stateOf(token, now),
        issuedAt: token.issuedAt.toISOString(),
        expiresAt: token.expiresAt?.toISOString(),
        revokedAt: token.revokedAt?.toISOString(),
      })),
    },
  };
}

const STATES = { live: '有效', expired: '已过期', revoked: '已作废' } as const;

function stateOf({ revokedAt, expiresAt }: Token, now: Date): keyof typeof STATES {
  if (revokedAt !== undefined) return 'revoked';
  return expiresAt !== undefined && expiresAt <= now ? 'expired' : 'live';
}

async function tokensOf(verbs: Verbs, estates: readonly KnownEstate[]): Promise<FoundToken[]> {
  const found: FoundToken[] = [];
  for (const estate of estates) {
    const people = await verbs.listPeople.execute({ estateId: estate.estateId, withNames: false });
    for (const { person, tokens } of people) found.push(...tokens.map((token) => ({ ...token, estate, person })));
  }
  return found;
}
