/** The parts, each with one look. */
export const parts = `
.amount { font-variant-numeric: tabular-nums lining-nums; white-space: nowrap; }
.amount-whole { white-space: nowrap; }
.amount-large { font-size: 2.5rem; font-weight: 700; letter-spacing: -.01em; line-height: 1.25; }
.amount-red { color: var(--vermilion); }
.fund-chip { display: inline-flex; align-items: baseline; gap: .4em; }
.fund-mark { width: .62em; height: .62em; flex: none; }
.light { border-inline-start: 4px solid var(--rule-strong); padding: .1rem 0 .1rem .8rem; margin: .8rem 0 .2rem; }
.light p { margin: 0; }
.light-head { display: flex; flex-wrap: wrap; align-items: baseline; column-gap: .7em; }
.light-edge-green { border-color: var(--good); }
.light-edge-amber { border-color: var(--warn); }
.light-edge-red { border-color: var(--vermilion); }
.light-word { display: inline-flex; align-items: center; gap: .35em; font-weight: 700; white-space: nowrap;
  align-self: center; }
.light-word-green { color: var(--good); }
.light-word-amber { color: var(--warn); }
.light-word-red { color: var(--vermilion); }
.light-word-unknown { color: var(--ink-soft); }
.light-shape { width: 1.15em; height: 1.15em; flex: none; fill: currentColor; }
.light-stroke { fill: none; stroke: var(--paper); stroke-width: 2.4; stroke-linecap: round; }
.light-hollow { fill: none; stroke: currentColor; stroke-width: 2.4; stroke-dasharray: 4 3; }
.light-day { color: var(--ink-soft); }
.vouchers { border-top: 1px solid var(--rule); }
.voucher-row { border-bottom: 1px solid var(--rule); }
main .voucher-link { display: grid; grid-template-columns: 3.1em 1fr auto; column-gap: .7rem; row-gap: 0;
  padding-block: .65rem; text-decoration: none; color: inherit; }
.voucher-day { color: var(--ink-soft); font-variant-numeric: tabular-nums; }
.voucher-money { text-align: end; white-space: nowrap; }
.movement { color: var(--ink-soft); font-size: .85rem; }
.voucher-notes { grid-column: 2 / -1; font-size: .85rem; color: var(--ink-soft); display: flex; flex-wrap: wrap;
  column-gap: .8rem; }
.bank-mark { margin-inline-start: auto; }
.ink-wrong .mark, .ink-red .mark { color: var(--vermilion); }
.voucher-link:hover .voucher-what { text-decoration: underline; text-underline-offset: .22em; }
.month { margin-block: 1.6rem .3rem; font-size: 1.05rem; }
.fact { display: grid; grid-template-columns: 4.6em 1fr; gap: .2rem 1rem; padding: .65rem 0;
  border-bottom: 1px solid var(--rule); }
.facts { border-top: 1px solid var(--rule); margin-block: .4rem 1rem; }
.fact dt { color: var(--ink-soft); }
.fact dd > p { margin: 0; }
.fact .small, .documents .small { display: block; }
.plain-list li + li, .documents li + li { margin-top: .4rem; }
.steps li { position: relative; padding-inline-start: 1.3em; }
.steps li::before { content: ""; position: absolute; inset-inline-start: .1em; top: .62em; width: .5em; height: .5em;
  border: 2px solid var(--rule-strong); border-radius: 50%; background: var(--paper); z-index: 1; }
.steps li + li::after { content: ""; position: absolute; inset-inline-start: .4em; top: -1em; height: 1.6em; width: 1px;
  background: var(--rule-strong); }
.step-what { font-weight: 700; margin-inline-end: .6em; }
.step-when { display: block; font-size: .85rem; color: var(--ink-soft); font-variant-numeric: tabular-nums; }
.notice { border-inline-start: 4px solid var(--rule-strong); background: var(--paper-deep); padding: .6rem .9rem;
  margin: 1rem 0; }
.notice p { margin: 0; }
.notice-title { font-weight: 700; }
.notice-alarm { border-color: var(--vermilion); }
.notice-alarm .notice-title { color: var(--vermilion); }
.field { display: grid; gap: .2rem; align-content: end; }
.field label { font-size: .92rem; color: var(--ink-soft); }
.field p { margin: 0; font-size: .85rem; }
.field-hint { color: var(--ink-soft); }
.field-error { color: var(--vermilion); font-weight: 700; }
input, select, button { font: inherit; color: inherit; }
.field input, .field select { width: 100%; min-height: 48px; padding: .3rem .6rem; background: var(--paper);
  border: 1px solid var(--rule-strong); border-radius: 3px; }
.field-wrong input, .field-wrong select { border: 2px solid var(--vermilion); }
main .button { display: inline-flex; align-items: center; justify-content: center; min-height: 48px;
  padding: .3rem 1.1rem;
  border: 1px solid var(--accent); border-radius: 3px; background: none; color: var(--accent); text-decoration: none;
  cursor: pointer; }
main .button:hover { background: var(--paper-deep); }
main .button-main { background: var(--accent); color: var(--accent-ink); }
main .button-main:hover { background: var(--accent); text-decoration: underline; }
.actions { display: flex; flex-wrap: wrap; gap: .7rem 1rem; align-items: center; margin: 1.2rem 0; }
.go::after { content: " ›"; }
.empty { border-block: 1px dashed var(--rule-strong); padding: .9rem 0; color: var(--ink-soft); }
.empty p { margin: 0; }
.empty-title { color: var(--ink); font-weight: 700; }
.explain summary { cursor: pointer; min-height: 44px; padding-block: .5rem; color: var(--accent); width: fit-content; }
.explain-body { padding: 0 0 .6rem 1.1em; }
.digest { display: block; font-size: .8rem; overflow-wrap: anywhere; color: var(--ink-soft); line-height: 1.5; }
.filter { display: grid; grid-template-columns: 1fr 1fr; gap: .8rem; align-items: end; margin: .8rem 0; }
.filter .button { grid-column: 1 / -1; }
@media (min-width: 40rem) {
  .fact { grid-template-columns: 8.2em 1fr; }
  .filter { grid-template-columns: 1fr 1fr auto; }
  .filter .button { grid-column: auto; }
}
@media (max-width: 30rem) {
  html.large .voucher-link { grid-template-columns: 1fr auto; }
  html.large .voucher-what { grid-column: 1 / -1; grid-row: 2; }
  html.large .voucher-notes { grid-column: 1 / -1; }
  html.large .fact, html.large .filter { grid-template-columns: 1fr; }
}
`;
