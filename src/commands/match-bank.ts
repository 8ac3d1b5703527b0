import type { AccountMatched, MatchOutcome } from '../banking/index.js';
import { Refusal, type Violation } from '../kernel/violation.js';
import type { Answer } from './answer.js';
import { actorOf, estateOf, requireMay, type CommandSession } from './session.js';
import { textTable } from './text-table.js';

export interface MatchOptions {
  readonly as?: string;
}

/** Writes down every match that is beyond doubt; the rest waits for a person. */
export async function matchBank(
  session: CommandSession,
  [code, account]: readonly [string, string | undefined],
  options: MatchOptions,
): Promise<Answer> {
  const { verbs } = session;
  const estate = await estateOf(verbs, code);
  const by = await actorOf(verbs, estate.estateId, options.as);
  await requireMay(verbs, estate, by, 'bank-match.make');
  const outcome = await verbs.matchAccount.execute({
    estateId: estate.estateId,
    by,
    ...(account === undefined ? {} : { account }),
  });
  const { accounts } = acceptedOf<MatchOutcome>(outcome);
  return {
    lines: textTable(COLUMNS, accounts.map(rowOf)),
    result: { estate: code, by, accounts: accounts.map((one) => ({ ...one, byRule: { ...one.byRule } })) },
  };
}

const COLUMNS = [
  { label: '账户' },
  ...['新对上', '等人核对', '没有凭证的流水', '没有到银行的凭证'].map((label) => ({ label, right: true })),
];

function rowOf({ account, made, likely, openLines, openVouchers }: AccountMatched): string[] {
  return [account, ...[made, likely, openLines, openVouchers].map(String)];
}

/** @throws Refusal with everything that speaks against it. */
export function acceptedOf<T>(outcome: { readonly accepted: T } | { readonly refused: readonly Violation[] }): T {
  if ('accepted' in outcome) return outcome.accepted;
  throw new Refusal(outcome.refused as readonly [Violation, ...Violation[]]);
}
