/**
 * 公共资金收支表 as a document.
 *
 * 1. It is a function of the facts and the edition alone: the same log size and the same publication give the same
 *    document on every day and every machine.
 * 2. It promises nothing that its checks did not find: each check stands in it with its result.
 * 3. It is no claim about the law of trusts: it says what was received, paid and left, and what it rests on.
 */
import { calendarDate, shanghaiDate } from '../../kernel/calendar.js';
import { chineseNumeral } from './chinese-numeral.js';
import { checkStatement, type StatementCheck } from './check-statement.js';
import { debtSection } from './debt-table.js';
import { flagStatement, type StatementFlag } from './flag-statement.js';
import { fundTitle, hasTurnover, itemSection, lineSection } from './fund-detail.js';
import { fundsAtWork } from './fund-results.js';
import { bridgeSection, cashSection, placesSection, resultSection } from './fund-tables.js';
import { countCell, row, textCell } from './report-cells.js';
import type { ReportDocument, ReportFact, ReportSection, ReportSignature } from './report-document.js';
import { correctionSection, versionSections } from './statement-changes.js';
import type { StatementEdition, StatementFacts } from './statement-facts.js';

export const FUND_STATEMENT = 'fund-statement';
export const FUND_STATEMENT_TITLE = '公共资金收支表';

const SERVICE_MODES: Readonly<Record<string, string>> = {
  LUMP_SUM: '包干制',
  REMUNERATION: '酬金制',
  TRUST: '信托制',
  SELF_MANAGED: '自管',
  HOURLY: '钟点式',
};

/** Without an edition it is a preview, marked 未公示. */
export function buildFundStatement(facts: StatementFacts, edition?: StatementEdition): ReportDocument {
  const { period, estate, light } = facts;
  const flags = flagStatement(facts);
  return {
    id: edition?.id ?? `${FUND_STATEMENT}-${period.label}-preview`,
    title: FUND_STATEMENT_TITLE,
    estateName: estate.name,
    span: { kind: 'period', text: period.text, from: period.firstDay, to: period.lastDay },
    source: {
      logPosition: facts.size - 1n,
      rootHash: facts.rootHash,
      preparedAt: edition?.publishedAt ?? facts.lastRecordedAt,
      ...(edition === undefined ? {} : { version: edition.version }),
    },
    ...(light === undefined ? {} : { light }),
    facts: headFacts(facts, flags, edition),
    sections: sectionsOf(facts, flags, edition),
    notes: notesOf(facts),
    signatures: signaturesOf(edition),
    links: linksOf(facts),
  };
}

function headFacts(
  facts: StatementFacts,
  flags: readonly StatementFlag[],
  edition: StatementEdition | undefined,
): readonly ReportFact[] {
  const { estate, vouchers } = facts;
  const mode = SERVICE_MODES[estate.serviceMode];
  const raised = flags.filter((flag) => flag.raised).length;
  return [
    ...(edition === undefined ? [{ key: 'edition', label: '状态', value: textCell('未公示，仅供预览') }] : []),
    { key: 'preparedBy', label: '编制单位', value: textCell(estate.bodyName) },
    { key: 'unit', label: '金额单位', value: textCell('元') },
    ...(mode === undefined ? [] : [{ key: 'serviceMode', label: '服务模式', value: textCell(mode) }]),
    { key: 'vouchers', label: '本期凭证（张）', value: countCell(vouchers.length) },
    { key: 'flags', label: '需要说明的事项', value: textCell(raised === 0 ? '没有' : `${raised} 项，见最后一节`) },
  ];
}

type Section = (title: string) => ReportSection;

function sectionsOf(
  facts: StatementFacts,
  flags: readonly StatementFlag[],
  edition: StatementEdition | undefined,
): readonly ReportSection[] {
  const funds = fundsAtWork(facts).filter((fund) => hasTurnover(fund, facts));
  const makers: (readonly [string, Section])[] = [
    ['各基金收支结余', (title) => resultSection(title, facts)],
    ['各基金现金收付', (title) => cashSection(title, facts)],
    ['钱存放在哪里', (title) => placesSection(title, facts)],
    ['收支结余与现金怎么对上', (title) => bridgeSection(title, facts)],
    ['应收和应付', (title) => debtSection(title, facts)],
    ...funds.flatMap((fund): (readonly [string, Section])[] => [
      [`${fundTitle(fund)}：按项目`, (title) => itemSection(title, fund, facts)],
      [`${fund.name}：逐笔收支`, (title) => lineSection(title, fund, facts)],
    ]),
    ['更正与补记', (title) => correctionSection(title, facts)],
  ];
  const sections = makers.map(([name, make], index) => make(numbered(index, name)));
  const changes =
    edition?.supersedes === undefined
      ? []
      : versionSections(
          [
            numbered(sections.length, `与第 ${edition.supersedes.version} 版相比`),
            numbered(sections.length + 1, '上一版公示后记入本期的凭证'),
          ],
          facts,
          edition,
          edition.supersedes,
        );
  const last = numbered(sections.length + changes.length, '公示前检查');
  return [...sections, ...changes, checkSection(last, checkStatement(facts), flags)];
}

function numbered(index: number, name: string): string {
  return `${chineseNumeral(index + 1)}、${name}`;
}

const CHECK_WORDS = { passed: '✓ 通过', failed: '✗ 没有通过', 'not-applicable': '— 不适用' } as const;

function checkSection(
  title: string,
  checks: readonly StatementCheck[],
  flags: readonly StatementFlag[],
): ReportSection {
  return {
    title,
    lead: '前几项有一项不通过，这张表就不能公示；后几项不挡公示，但必须说明。',
    body: {
      kind: 'table',
      columns: [
        { key: 'check', label: '检查', kind: 'text' },
        { key: 'result', label: '结果', kind: 'text' },
        { key: 'detail', label: '说明', kind: 'text' },
      ],
      rows: [
        ...checks.map((one) =>
          row('normal', textCell(one.title), textCell(CHECK_WORDS[one.state]), textCell(one.detail)),
        ),
        ...flags.map((flag) =>
          row('normal', textCell(flag.title), textCell(flag.raised ? '● 请注意' : '✓ 没有问题'), textCell(flag.detail)),
        ),
      ],
      whenEmpty: '没有做检查。',
    },
  };
}

function notesOf(facts: StatementFacts): readonly string[] {
  return [
    '“期间”按凭证编号的月份算。以后再补记的凭证会计入补记的月份并单独列出；需要更改已公示的数字时，会另出新版，旧版保留。',
    '红字凭证按负数计入它冲减的那一栏，不算成另一边的收入或支出。年末结转凭证不算收支。',
    '不包括：不经过小区账目的钱（例如住户直接付给商家的），以及还没有记账的银行流水（见“银行对账”）。',
    '为保护住户，只公布欠费总额，不公布姓名、房号；按楼栋的户数少于规定数时也不公布。',
    `本表由账目直接算出，只说明${facts.estate.name}公共资金的收、支、结余和依据，不作法律上的认定。`,
  ];
}

function signaturesOf(edition: StatementEdition | undefined): readonly ReportSignature[] {
  const day = edition === undefined ? undefined : calendarDate(shanghaiDate(new Date(edition.publishedAt)));
  return [{ label: '编制' }, { label: '审核' }, { label: '公示日期', ...(day === undefined ? {} : { text: day }) }];
}

function linksOf(facts: StatementFacts): ReportDocument['links'] {
  return [{ label: '全部凭证', href: `/e/${encodeURIComponent(facts.estate.code)}/vouchers` }];
}
