import type { VNode } from 'preact';
import { EmptyState } from '../parts/empty-state.js';
import { Explain } from '../parts/explain.js';
import { FileLink, Link } from '../parts/link.js';
import { StatusWord } from '../parts/status-light.js';
import { Typed } from '../parts/typed.js';
import { VoucherRow } from '../parts/voucher-row.js';
import {
  logLeavesPath,
  logRootPath,
  reconciliationPath,
  statementFilePath,
  statementPath,
  vouchersPath,
} from '../rules/addresses.js';
import { asOfWords, logCheckedAt, logSentence } from '../rules/sentences.js';
import { dayInWords } from '../rules/wording.js';
import { homeTexts as texts } from '../texts/home.js';
import type { HomeView, StatementLinkView } from '../view-models.js';

interface SectionProps {
  readonly view: HomeView;
}

/** The newest vouchers, and the way to all of them. */
export function LatestSection({ view }: SectionProps): VNode {
  const { code } = view.estate;
  return (
    <section aria-labelledby="latest">
      <div class="heading-row">
        <h2 id="latest">{texts.latest}</h2>
        {view.voucherCount === 0 ? null : (
          <Link to={vouchersPath(code)} class="go">
            {texts.all(view.voucherCount)}
          </Link>
        )}
      </div>
      {view.latest.length === 0 ? (
        <EmptyState title={texts.latestEmpty} next={texts.latestEmptyNext} />
      ) : (
        <ul class="vouchers">
          {view.latest.map((row) => (
            <VoucherRow key={row.number} estateCode={code} row={row} />
          ))}
        </ul>
      )}
    </section>
  );
}

function StatementRow({ code, statement }: { readonly code: string; readonly statement: StatementLinkView }): VNode {
  const name = `${statement.title} ${statement.periodLabel}`;
  return (
    <li class="paper">
      <p class="paper-name">
        <Typed words={name} />
        <span class="small">
          {texts.version(statement.version)}，{texts.publishedOn(dayInWords(statement.publishedOn))}
        </span>
      </p>
      <p class="paper-links">
        <Link to={statementPath(code, statement.id)} spoken={`${name} ${texts.page}`}>
          {texts.page}
        </Link>
        <FileLink to={statementFilePath(code, statement.id, 'pdf')} spoken={`${name} ${texts.pdf}`}>
          {texts.pdf}
        </FileLink>
        <FileLink to={statementFilePath(code, statement.id, 'xlsx')} spoken={`${name} ${texts.sheet}`}>
          {texts.sheet}
        </FileLink>
      </p>
    </li>
  );
}

/** What has been published. */
export function StatementsSection({ view }: SectionProps): VNode {
  return (
    <section aria-labelledby="statements">
      <h2 id="statements">{texts.statements}</h2>
      {view.statements.length === 0 ? (
        <EmptyState title={texts.statementsEmpty} next={texts.statementsEmptyNext} />
      ) : (
        <ul class="papers">
          {view.statements.map((statement) => (
            <StatementRow key={statement.id} code={view.estate.code} statement={statement} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** One line for each bank account that has been reconciled. */
export function BankSection({ view }: SectionProps): VNode {
  return (
    <section aria-labelledby="bank">
      <h2 id="bank">{texts.bank}</h2>
      {view.reconciliations.length === 0 ? (
        <EmptyState title={texts.bankEmpty} next={texts.bankEmptyNext} />
      ) : (
        <ul class="papers">
          {view.reconciliations.map((line) => (
            <li key={`${line.account} ${line.asOf}`}>
              <Link to={reconciliationPath(view.estate.code, line.account, line.asOf)} class="bank-link">
                <span class="bank-name">
                  <Typed words={line.label} />
                  <span class="small">{asOfWords(line.asOf)}</span>
                </span>
                <StatusWord colour={line.colour} />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** How far the records reach, whether they are whole, and how anybody can check that. */
export function LogSection({ view }: SectionProps): VNode {
  const { estate, log } = view;
  return (
    <section aria-labelledby="log">
      <h2 id="log" class={log.check.state === 'broken' ? 'log-line alarm-text' : 'log-line'}>
        {logSentence(estate.logNumber, log.check)}
      </h2>
      <Explain term={texts.proof}>
        <p>{logCheckedAt(log.check)}</p>
        {texts.proofSteps.map((step) => (
          <p key={step}>{step}</p>
        ))}
        <p>
          {texts.rootLabel}
          <code class="digest">{log.rootHex}</code>
        </p>
        <p class="paper-links">
          <FileLink to={logLeavesPath(estate.code)}>{texts.leaves}</FileLink>
          <FileLink to={logRootPath(estate.code)}>{texts.root}</FileLink>
        </p>
      </Explain>
    </section>
  );
}
