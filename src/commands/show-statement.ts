import { Refusal } from '../kernel/violation.js';
import type { PublishedStatement } from '../publishing/index.js';
import { parseStatementId, type StatementCheck } from '../publishing/rules/index.js';
import type { Answer, JsonValue } from './answer.js';
import type { Verbs } from './composition.js';
import { problem } from './describe-failure.js';
import { giveDocument, requireOutlet, type DocumentOptions, type Drawn } from './give-document.js';
import { actorOf, estateOf, type CommandSession, type KnownEstate } from './session.js';
import { wingProblems } from './wing-problems.js';

export interface StatementOptions extends DocumentOptions {
  readonly report: string;
  readonly publish?: boolean;
  readonly as?: string;
  readonly reason?: string;
}

interface Shown extends Drawn {
  readonly state: 'published' | 'preview' | 'altered';
  readonly checks: readonly StatementCheck[];
}

/** `period` is a period, or the id of a published statement. */
export async function showStatement(
  session: CommandSession,
  [code, period]: readonly [string, string],
  options: StatementOptions,
): Promise<Answer> {
  const { verbs } = session;
  await requireOutlet(session, options);
  const estate = await estateOf(verbs, code);
  const published = options.publish === true ? await publish(verbs, estate, period, options) : undefined;
  const shown = await drawn(verbs, estate.estateId, published?.id ?? period, options.report);
  const failed = shown.checks.flatMap((check) => check.violations);
  const given = await giveDocument(session, shown, options);
  const isQuiet = published !== undefined && options.output === undefined && options.format === undefined;
  return {
    lines: [...publishedLines(estate, published), ...given.lines],
    ...(given.bytes === undefined || isQuiet ? {} : { bytes: given.bytes }),
    result: {
      estate: code,
      state: shown.state,
      ...publishedFacts(published),
      checks: checkFacts(shown),
      ...given.result,
    },
    ...(failed.length === 0 ? {} : { problems: failed.map((violation) => problem(violation, wingProblems)) }),
    isBad: failed.length > 0 || shown.state === 'altered',
  };
}

async function drawn(verbs: Verbs, estateId: string, period: string, report: string): Promise<Shown> {
  if (parseStatementId(period) === undefined) {
    const { document, checks } = await verbs.previewStatement.execute(estateId, report, period);
    return { document, digest: verbs.digestOf(document), state: 'preview', checks };
  }
  const { document, digest, intact } = await verbs.showStatement.execute(estateId, period);
  return { document, digest, state: intact ? 'published' : 'altered', checks: [] };
}

async function publish(
  verbs: Verbs,
  { estateId }: KnownEstate,
  period: string,
  { report, as, reason }: StatementOptions,
): Promise<PublishedStatement> {
  const by = await actorOf(verbs, estateId, as);
  const why = reason === undefined ? {} : { reason };
  const outcome = await verbs.publishStatement.execute({ estateId, report, period, by, ...why });
  if ('accepted' in outcome) return outcome.accepted;
  const [first, ...rest] = outcome.refused;
  throw first === undefined ? new Error('a refusal without a reason') : new Refusal([first, ...rest]);
}

function publishedLines({ code }: KnownEstate, published: PublishedStatement | undefined): string[] {
  if (published === undefined) return [];
  const { id, unchanged, digest } = published;
  return [
    unchanged
      ? `内容与已公示的 ${id} 相同，没有新增版本。It says the same as ${id}; nothing was added.`
      : `已公示 ${id}。Published.`,
    `  网址 address: /e/${code}/statements/${id}`,
    `  内容摘要 SHA-256: ${digest}`,
  ];
}

function publishedFacts(published: PublishedStatement | undefined): Readonly<Record<string, JsonValue>> {
  return published === undefined ? {} : { published: { ...published, logSize: Number(published.logSize) } };
}

function checkFacts({ checks }: Shown): JsonValue {
  return checks.map(({ title, state, detail }) => ({ title, state, detail }));
}
