import type { CalendarDate } from '../kernel/calendar.js';
import type { SignStep } from '../banking/index.js';
import type { Answer } from './answer.js';
import { acceptedOf } from './match-bank.js';
import { estateOf, requireMay, type CommandSession } from './session.js';

export interface SignOptions {
  readonly on: CalendarDate;
  readonly prepare?: boolean;
  readonly as: string;
}

/** Prepares a reconciliation, or signs one that another person prepared. */
export async function signBank(
  session: CommandSession,
  [code, account]: readonly [string, string],
  { on, prepare = false, as: by }: SignOptions,
): Promise<Answer> {
  const { verbs } = session;
  const estate = await estateOf(verbs, code);
  await requireMay(verbs, estate, by, prepare ? 'reconciliation.prepare' : 'reconciliation.sign');
  const request = { estateId: estate.estateId, by, account, on };
  const { signReconciliation: signing } = verbs;
  const { digest, seq } = acceptedOf<SignStep>(await (prepare ? signing.prepare(request) : signing.sign(request)));
  const done = prepare
    ? `${on} 的余额调节表已由 ${by} 编制，请另一个人复核签字。Prepared; another person signs it.`
    : `${on} 的余额调节表已由 ${by} 复核签字。Signed.`;
  return {
    lines: [done, `数字的指纹 digest of the figures: ${digest}`],
    result: { estate: code, account, on, by, step: prepare ? 'prepared' : 'signed', digest, seq: Number(seq) },
  };
}
