import type { ProblemTable } from '../../kernel/violation.js';
import { ProblemRegistry } from './problem-registry.js';

/** The tables of one owner, under the name that stands above them in the document. */
export interface NamedProblems {
  readonly name: string;
  readonly problems: ProblemTable;
}

const KINDS_TOLD_ON_A_TERMINAL =
  'A code of kind `refused` under "platform" may also be told on a terminal, at start-up.';

/** `docs/problems.md`: every code that the program may answer with, in the order of the tables. */
export function renderProblemsDoc(owners: readonly NamedProblems[]): string {
  const registry = new ProblemRegistry(owners.map((owner) => owner.problems));
  const parts = owners.map((owner) => renderOwner(owner, registry));
  const lead = [
    '# Problems',
    '',
    'Generated from the tables of problems; a test compares it with them. Every refusal over HTTP is an',
    '`application/problem+json` document (RFC 9457) whose `violations` carry these codes. Facts fill the `{names}`.',
    KINDS_TOLD_ON_A_TERMINAL,
  ];
  return `${[...lead, ...parts.flat()].join('\n')}\n`;
}

function renderOwner({ name, problems }: NamedProblems, registry: ProblemRegistry): string[] {
  const lines = ['', `## ${name}`];
  for (const [code, text] of Object.entries(problems)) {
    lines.push('', `### ${code}`, '', `Status ${registry.statusOf(code)}, kind \`${text.kind}\`.`, '');
    lines.push(`- ${oneLine(text.zh)}`, `- ${oneLine(text.en)}`);
    lines.push(`- 怎么办：${oneLine(text.remedyZh)}`, `- Remedy: ${oneLine(text.remedyEn)}`);
  }
  return lines;
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}
