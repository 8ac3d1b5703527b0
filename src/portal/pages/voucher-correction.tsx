import type { VNode } from 'preact';
import { Amount } from '../parts/amount.js';
import { Link } from '../parts/link.js';
import { Typed } from '../parts/typed.js';
import { voucherPath } from '../rules/addresses.js';
import { correctionSentence, signatureLine } from '../rules/voucher-sentences.js';
import { dayInWords, voucherLabel } from '../rules/wording.js';
import { voucherTexts as texts } from '../texts/voucher.js';
import type { CorrectionStepView, CorrectionView, VoucherView } from '../view-models.js';

interface StepProps {
  readonly estateCode: string;
  readonly word: string;
  readonly step: CorrectionStepView;
  readonly here: boolean;
  readonly struck?: boolean;
}

/** One of the three. The page's own voucher is no link: the reader is already there. */
function CorrectionStep({ estateCode, word, step, here, struck = false }: StepProps): VNode {
  const words = <Typed words={step.summary} />;
  const number = voucherLabel(step.number);
  return (
    <li class="correction-step" aria-current={here ? 'true' : undefined}>
      <span class="correction-word">{word}</span>
      <span class="correction-what">{struck ? <s>{words}</s> : words}</span>
      <Amount fen={step.amountFen} struck={struck} />
      <span class="correction-who">
        {here ? <span>{number}</span> : <Link to={voucherPath(estateCode, step.number)}>{number}</Link>}
        <span class="small">
          {dayInWords(step.eventOn)}，{signatureLine(step.signatures)}
        </span>
      </span>
    </li>
  );
}

interface CorrectionSectionProps {
  readonly view: VoucherView;
  readonly correction: CorrectionView;
}

/** The wrong line struck through beside its red and its blue, with who and why. */
export function CorrectionSection({ view, correction }: CorrectionSectionProps): VNode {
  const estateCode = view.estate.code;
  const { wrong, red, blue, reason } = correction;
  return (
    <section class="correction" aria-labelledby="correction">
      <h2 id="correction">{texts.correction}</h2>
      <p class="sentence">{correctionSentence(correction, view.number)}</p>
      <ol class="correction-steps">
        <CorrectionStep
          estateCode={estateCode}
          word={texts.wrong}
          step={wrong}
          here={wrong.number === view.number}
          struck
        />
        <CorrectionStep estateCode={estateCode} word={texts.red} step={red} here={red.number === view.number} />
        {blue === null ? null : (
          <CorrectionStep estateCode={estateCode} word={texts.blue} step={blue} here={blue.number === view.number} />
        )}
      </ol>
      {reason === null ? null : (
        <p>
          {texts.reason}：<Typed words={reason} />
        </p>
      )}
    </section>
  );
}
