import type { ComponentChildren, VNode } from 'preact';
import type { CalendarDate, Period } from '../../kernel/calendar.js';
import { ActionBar } from '../parts/action-bar.js';
import { Amount } from '../parts/amount.js';
import { EmptyState } from '../parts/empty-state.js';
import { Explain } from '../parts/explain.js';
import { FactTable } from '../parts/fact-table.js';
import { ChoiceField, TextField } from '../parts/form-field.js';
import { FundBars } from '../parts/fund-bars.js';
import { FundChip } from '../parts/fund-chip.js';
import { Link } from '../parts/link.js';
import { Notice } from '../parts/notice.js';
import { renderPage } from '../parts/page.js';
import { StatusLight } from '../parts/status-light.js';
import { StepList } from '../parts/step-list.js';
import { VoucherRow } from '../parts/voucher-row.js';
import type { Frame } from '../rules/addresses.js';
import { fundTone } from '../rules/wording.js';
import { styleguideTexts as texts } from '../texts/styleguide.js';
import type { FundRef, LightColour, LightView, VoucherRowView } from '../view-models.js';

const names = ['物业服务资金', '公共收益', '工作经费', '慈善基金', '众筹', '维修资金', '押金', '其他'];
const funds: readonly FundRef[] = names.map((name, place) => ({ code: `F${place}`, name, tone: fundTone(place) }));
const day = '2025-06-30' as CalendarDate;

function light(colour: LightColour): LightView {
  return {
    colour,
    asOf: colour === 'unknown' ? null : day,
    bankLinesWithoutVoucher: colour === 'amber' ? 2 : 0,
    vouchersNotAtBank: colour === 'green' ? 1 : 0,
    overdueVouchers: 0,
    gaps: colour === 'red' ? 1 : 0,
    differenceFen: colour === 'red' ? 1500n : 0n,
    account: null,
  };
}

const plainRow: VoucherRowView = {
  number: '202506-0011',
  eventOn: day,
  period: '2025-06' as Period,
  summary: '支付06月钟点服务费及酬金',
  movement: 'paid',
  amountFen: 155520n,
  funds: funds.slice(0, 1),
  bank: 'on-the-way',
  ink: 'normal',
  replacedBy: null,
};

const rows: readonly VoucherRowView[] = [
  plainRow,
  { ...plainRow, number: '202506-0003', movement: 'received', amountFen: 156000n, summary: '收06月车位月租26位×60元' },
  { ...plainRow, number: '202411-0003', ink: 'wrong', replacedBy: '202411-0006', bank: 'washed', amountFen: 186000n },
  { ...plainRow, number: '202411-0005', ink: 'red', bank: 'washed', amountFen: -186000n },
  { ...plainRow, number: '202411-0006', ink: 'blue', bank: 'at-bank', amountFen: 168000n },
];

function Section({ title, children }: { readonly title: string; readonly children: ComponentChildren }): VNode {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Figures(): VNode {
  return (
    <>
      <Section title={texts.amount}>
        <p>
          <Amount fen={3126721n} unit large />
        </p>
        <p>
          <Amount fen={144000n} unit /> <Amount fen={-186000n} unit /> <Amount fen={186000n} struck />
        </p>
      </Section>
      <Section title={texts.fundChip}>
        {funds.map((fund) => (
          <p key={fund.code}>
            <FundChip fund={fund} />
          </p>
        ))}
      </Section>
      <Section title={texts.fundBars}>
        <FundBars
          label={texts.fundBars}
          pathOf={() => '/styleguide'}
          funds={funds.map((fund, place) => ({ fund, leftFen: BigInt(8 - place) * 100_000n - 100_000n }))}
        />
      </Section>
      <Section title={texts.statusLight}>
        {(['green', 'amber', 'red', 'unknown'] as const).map((colour) => (
          <StatusLight key={colour} light={light(colour)} />
        ))}
      </Section>
      <Section title={texts.voucherRow}>
        <ul class="vouchers">
          {rows.map((row) => (
            <VoucherRow key={row.number} estateCode="styleguide" row={row} />
          ))}
        </ul>
      </Section>
    </>
  );
}

function Words(): VNode {
  return (
    <>
      <Section title={texts.factTable}>
        <FactTable
          facts={[
            { name: '资金', value: '公共收益' },
            { name: '凭证', value: '未附凭证' },
          ]}
        />
      </Section>
      <Section title={texts.stepList}>
        <StepList
          label={texts.stepList}
          steps={[
            { what: '制单', detail: 'p-19c2', when: '2024-07-15 10:10' },
            { what: '审核', detail: 'p-7f3a', when: '2024-07-15 18:20' },
          ]}
        />
      </Section>
      <Section title={texts.notice}>
        <Notice title="补记">
          <p>这件事发生在上个月。</p>
        </Notice>
        <Notice title="这一版已经被新版代替" tone="alarm" />
      </Section>
      <Section title={texts.formField}>
        <TextField name="amount" label="金额" value="1440.005" hint="单位：元" error="金额只能有两位小数。" />
        <ChoiceField name="kind" label="资金" value="a" choices={[{ value: 'a', label: '公共收益' }]} />
      </Section>
      <Section title={texts.actionBar}>
        <ActionBar label={texts.actionBar}>
          <button type="button" class="button button-main">
            批准
          </button>
          <Link to="/styleguide" class="button">
            退回
          </Link>
        </ActionBar>
      </Section>
      <Section title={texts.emptyState}>
        <EmptyState title="还没有记过账" next="第一笔记下以后会出现在这里。" />
      </Section>
      <Section title={texts.explain}>
        <Explain term="会计分录（借 / 贷）">
          <p>左右两边总是相等。</p>
        </Explain>
      </Section>
    </>
  );
}

/** `/styleguide`: every part once, for whoever changes one. Served in development only. */
export function renderStyleguidePage(frame: Frame): string {
  return renderPage({
    frame,
    title: texts.title,
    children: (
      <>
        <h1>{texts.title}</h1>
        <p class="lead">{texts.lead}</p>
        <Figures />
        <Words />
      </>
    ),
  });
}
