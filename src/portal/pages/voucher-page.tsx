import type { VNode } from 'preact';
import { Amount } from '../parts/amount.js';
import { Explain } from '../parts/explain.js';
import { FactTable, type Fact } from '../parts/fact-table.js';
import { FundChip } from '../parts/fund-chip.js';
import { FileLink } from '../parts/link.js';
import { Notice } from '../parts/notice.js';
import { renderPage } from '../parts/page.js';
import { StepList } from '../parts/step-list.js';
import { Typed } from '../parts/typed.js';
import { isOwnPath, logProofPath, vouchersPath, type Frame } from '../rules/addresses.js';
import { adjustmentSentence } from '../rules/sentences.js';
import { bankSentences, happenedSentence, movementWord, signatureSteps } from '../rules/voucher-sentences.js';
import { isolated, momentInWords, voucherLabel, yuan } from '../rules/wording.js';
import { voucherTexts as texts } from '../texts/voucher.js';
import type { VoucherDocumentView, VoucherView } from '../view-models.js';
import { CorrectionSection } from './voucher-correction.js';
import { EntrySection } from './voucher-entry.js';

interface SectionProps {
  readonly view: VoucherView;
}

function Top({ view }: SectionProps): VNode {
  const wrong = view.ink === 'wrong';
  return (
    <div class={`voucher-top ink-${view.ink}`}>
      <p class="voucher-number">{voucherLabel(view.number)}</p>
      <h1>
        {wrong ? (
          <s>
            <Typed words={view.summary} />
          </s>
        ) : (
          <Typed words={view.summary} />
        )}
      </h1>
      <p class="voucher-amount">
        <span class="movement">{movementWord(view.movement)}</span>{' '}
        <Amount fen={view.amountFen} unit large struck={wrong} />
      </p>
      <p class="sentence">{happenedSentence(view)}</p>
    </div>
  );
}

function DocumentLine({ document }: { readonly document: VoucherDocumentView }): VNode {
  return (
    <li>
      {document.href !== null && isOwnPath(document.href) ? (
        <FileLink to={document.href}>
          <Typed words={document.label} />
        </FileLink>
      ) : (
        <Typed words={document.label} />
      )}
      <span class="small">
        {texts.digest} <code class="digest">{document.digestHex}</code>
      </span>
    </li>
  );
}

function Documents({ documents }: { readonly documents: readonly VoucherDocumentView[] }): VNode {
  if (documents.length === 0) {
    return (
      <>
        {texts.noDocuments}
        <span class="small">{texts.noDocumentsWhy}</span>
      </>
    );
  }
  return (
    <>
      {texts.documentCount(documents.length)}
      <ul class="documents">
        {documents.map((document) => (
          <DocumentLine key={document.digestHex} document={document} />
        ))}
      </ul>
    </>
  );
}

function Funds({ view }: SectionProps): VNode {
  return (
    <ul class="plain-list">
      {view.funds.map(({ fund, leftFen }) => (
        <li key={fund.code}>
          <FundChip fund={fund} />
          <span class="small">{texts.leftAfter(yuan(leftFen))}</span>
        </li>
      ))}
    </ul>
  );
}

function People({ view }: SectionProps): VNode {
  const steps = signatureSteps(view.signatures).map((step) => ({
    what: step.role,
    detail: <Typed words={step.who} />,
    when: step.when,
  }));
  const recorded = { what: texts.recorded, when: momentInWords(view.recordedAt) };
  const alone = view.signatures.how !== 'two-persons';
  return <StepList label={texts.people} steps={alone ? steps : [...steps, recorded]} />;
}

function factsOf(view: VoucherView): readonly Fact[] {
  const facts: Fact[] = [
    { name: texts.fund, value: <Funds view={view} /> },
    { name: texts.people, value: <People view={view} /> },
    {
      name: texts.resolution,
      value: view.resolution === null ? texts.noResolution : <Typed words={view.resolution} />,
    },
    { name: texts.documents, value: <Documents documents={view.documents} /> },
  ];
  if (view.references.length > 0) {
    facts.push({
      name: texts.references,
      value: view.references.map((words) => (
        <p key={words}>
          <Typed words={words} />
        </p>
      )),
    });
  }
  facts.push({ name: texts.bank, value: bankSentences(view.bank).map((line) => <p key={line}>{line}</p>) });
  return facts;
}

function Proof({ view }: SectionProps): VNode {
  return (
    <Explain term={texts.proof}>
      <p>{texts.proofExplain}</p>
      <p>
        {texts.seq} <span class="amount">{view.proof.seq}</span>
      </p>
      <p>
        {texts.leafHash}
        <code class="digest">{view.proof.leafHashHex}</code>
      </p>
      <p class="paper-links">
        <FileLink to={logProofPath(view.estate.code, view.proof.seq)}>{texts.proofLink}</FileLink>
      </p>
    </Explain>
  );
}

/** `/e/<code>/vouchers/<number>`: one voucher, from what it was for to how to prove it. */
export function renderVoucherPage(view: VoucherView, frame: Frame): string {
  const adjustment = adjustmentSentence(view.eventOn, view.period);
  return renderPage({
    frame,
    title: `${isolated(view.summary)} · ${voucherLabel(view.number)}`,
    estate: view.estate,
    trail: [{ label: texts.all, path: vouchersPath(view.estate.code) }],
    children: (
      <>
        <Top view={view} />
        {adjustment === null ? null : (
          <Notice title={texts.adjustment}>
            <p>{adjustment}</p>
          </Notice>
        )}
        {view.correction === null ? null : <CorrectionSection view={view} correction={view.correction} />}
        <h2>{texts.facts}</h2>
        <FactTable facts={factsOf(view)} />
        <EntrySection view={view} />
        <Proof view={view} />
      </>
    ),
  });
}
