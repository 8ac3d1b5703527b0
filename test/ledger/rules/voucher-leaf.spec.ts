/** What is kept of a voucher: the stored form of a proposal, and the frozen bytes of its leaf. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseLeaf, type LeafObject } from '../../../src/kernel/canonical.js';
import { type Period } from '../../../src/kernel/calendar.js';
import { proposalBody, proposalContent, type ProposalContent } from '../../../src/ledger/rules/proposal.js';
import {
  voucherBytes,
  voucherContent,
  withPrivatePart,
  type VoucherContent,
} from '../../../src/ledger/rules/voucher-leaf.js';
import { parseNumber, type VoucherDraft } from '../../../src/ledger/rules/voucher.js';
import { SeededRandomness } from '../../kernel/seeded-randomness.js';
import { content, day, line } from '../../support/drafts.js';
import { draftOf } from './sample-structure.js';

const SEAL = {
  id: '0190b3f2-7a3b-7c1d-8e2f-0123456789ab',
  period: '2024-07' as Period,
  no: 6,
  recordedAt: new Date('2024-07-15T02:10:00.123Z'),
};

function contentOf(draft: VoucherDraft, period = '2024-07'): VoucherContent {
  const made = voucherBytes(draft, { ...SEAL, period: period as Period }, new SeededRandomness('any'));
  const parsed = 'bytes' in made ? parseLeaf(made.bytes) : undefined;
  if (parsed?.ok !== true) throw new Error('the draft has bytes');
  return voucherContent(parsed.leaf)!;
}

describe('a proposal', () => {
  const lines = [line('100201/PR', '+90071992547409.93', [['project', 'x']]), line('400208/PR', '-90071992547409.93')];
  const replacement = {
    summary: '改',
    lines,
    refs: [['resolution', 'r']] as const,
    docs: [['invoice', 'a', 'b']] as const,
  };
  const number = { period: '2025-01' as Period, no: 7 };

  it.each<ProposalContent>([
    { kind: 'voucher', draft: content('2025-01-05', lines) },
    { kind: 'reversal', number, plan: { how: 'reverse', eventOn: day('2025-02-01') } },
    { kind: 'reversal', number, plan: { how: 'replace', eventOn: day('2025-02-01'), replacement } },
    { kind: 'close', period: '2025-01' as Period },
    { kind: 'reopen', period: '2025-01' as Period },
  ])('comes back from its stored form whole: %#', (proposed) => {
    const stored = JSON.parse(JSON.stringify(proposalBody(proposed))) as ReturnType<typeof proposalBody>;
    expect(proposalContent(proposed.kind, stored)).toEqual(proposed);
  });

  it('keeps no replacement that nothing is made of', () => {
    const plan = { how: 'reverse', eventOn: day('2025-02-01'), replacement } as const;
    expect(proposalBody({ kind: 'reversal', number, plan }).plan?.replacement).toBeUndefined();
  });

  it('is none where the form is not ours', () => {
    expect([
      proposalContent('voucher', {}),
      proposalContent('gift', {}),
      proposalContent('close', {}),
      proposalContent('reversal', { number }),
    ]).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('the bytes of a voucher', () => {
  const golden = (name: string): { leaf: LeafObject; bytesHex: string } =>
    JSON.parse(readFileSync(new URL(`../../log/golden/voucher-${name}.json`, import.meta.url), 'utf8')) as {
      leaf: LeafObject;
      bytesHex: string;
    };

  it.each(['plain', 'red'])('are the frozen ones: %s', (name) => {
    const { leaf, bytesHex } = golden(name);
    const told = voucherContent(leaf)!;
    const { estate } = leaf as { estate: string };
    const draft = { ...told, estateId: estate, eventOn: day(told.eventOn), docs: told.docs as VoucherDraft['docs'] };
    const seal = { id: told.id, ...parseNumber(told.number)!, recordedAt: new Date(told.recordedAt) };
    const { number: _number, ...unnumbered } = draft;
    const made = voucherBytes(unnumbered, seal, new SeededRandomness('unused'));
    expect('bytes' in made && made.bytes.toString('hex')).toBe(bytesHex);
  });

  const household = draftOf(
    content('2024-07-15', [
      line('100201/PS', '+60.00', [
        ['unit', '4-101'],
        ['supplier', 's-1'],
      ]),
      line('400101/PS', '-60.00', [['unit', '4-101']]),
    ]),
  );

  it('hold a household as salted digests only, and the digests are those of what is disclosed', () => {
    const made = voucherBytes(household, SEAL, new SeededRandomness('household'));
    if (!('bytes' in made)) throw new Error('the draft has bytes');
    const text = made.bytes.toString('utf8');
    expect(text).not.toContain('4-101');
    expect(text).not.toContain('unit');
    const digests = (JSON.parse(text) as { _sd: string[] })._sd;
    expect(digests).toHaveLength(4);
    for (const disclosure of made.disclosures) {
      expect(digests).toContain(createHash('sha256').update(disclosure, 'ascii').digest('base64url'));
    }
    const opened = made.disclosures.map(
      (one) => JSON.parse(Buffer.from(one, 'base64url').toString('utf8')) as [string, string, string],
    );
    expect(opened.map(([, name, value]) => [name, value])).toEqual([
      ['line.1.unit', '4-101'],
      ['line.2.unit', '4-101'],
    ]);
    expect(new Set(opened.map(([salt]) => salt)).size).toBe(2);
    expect(createHash('sha256').update(made.bytes).digest('hex')).toBe(
      '92916a37288ca3689018941d2137f95f1470ada79717a15ed17b0e6e41b03f6b',
    );
  });

  it('give their hidden dimensions back to who holds the disclosures, and to nobody else', () => {
    const made = voucherBytes(household, SEAL, new SeededRandomness('household'));
    if (!('bytes' in made)) throw new Error('the draft has bytes');
    const told = contentOf(household);
    expect(told.lines.map(({ dimensions }) => dimensions)).toEqual([[['supplier', 's-1']], []]);
    const whole = withPrivatePart(told, made.disclosures);
    expect(whole.lines.map(({ dimensions }) => dimensions)).toEqual([
      [
        ['supplier', 's-1'],
        ['unit', '4-101'],
      ],
      [['unit', '4-101']],
    ]);
    expect(
      withPrivatePart(told, ['garbage', Buffer.from('["AAAAAAAAAAAAAAAAAAAAAA","payer","x"]').toString('base64url')]),
    ).toEqual(told);
  });

  it('do not exist for texts outside the profile, hidden ones included', () => {
    const faults = (draft: VoucherDraft): string[] => {
      const made = voucherBytes(draft, SEAL, new SeededRandomness('x'));
      return 'violations' in made ? made.violations.map(({ code, at }) => `${code} ${at ?? ''}`) : [];
    };
    expect(faults({ ...household, summary: 'a\u0007' })).toEqual(['LEAF_TEXT_CONTROL summary']);
    expect(
      faults(
        draftOf(
          content('2024-07-15', [line('100201/PS', '+60.00', [['unit', '\u0000']]), line('400101/PS', '-60.00')]),
        ),
      ),
    ).toEqual(['LEAF_TEXT_CONTROL line.1.unit']);
    const many = Array.from({ length: 600 }, () => line('100201/PS', '+60.00'));
    expect(faults({ ...household, lines: many })).toEqual(['LEAF_TOO_LARGE ']);
  });

  it('of another type are no voucher', () => {
    expect(voucherContent({ t: 'xinyi/period/v1' })).toBeUndefined();
  });
});
