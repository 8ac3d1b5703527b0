/** One voucher, statements and reconciliations, and how all of it goes onto A4 paper. */
export const documents = `
.voucher-number { color: var(--ink-soft); margin: .4rem 0 0; font-variant-numeric: tabular-nums; }
.voucher-amount { margin: .6rem 0 .2rem; }
.voucher-amount .movement { font-size: 1rem; }
.correction-steps { border-top: 1px solid var(--rule); margin-block: .6rem; }
.correction-step { display: grid; grid-template-columns: 1fr auto; column-gap: 1rem; padding: .6rem 0 .3rem;
  border-bottom: 1px solid var(--rule); }
.correction-step[aria-current] { background: var(--paper-deep);
  box-shadow: -.6rem 0 var(--paper-deep), .6rem 0 var(--paper-deep); }
.correction-word { grid-column: 1 / -1; font-size: .85rem; color: var(--ink-soft); }
.correction-who { grid-column: 1 / -1; display: flex; flex-wrap: wrap; align-items: baseline; column-gap: .8rem; }
h3.report-title { font-size: 1.18rem; }
.table-frame { overflow-x: auto; }
.entry { min-width: 19rem; }
.entry caption { font-size: .85rem; color: var(--ink-soft); }
.entry thead th { border-bottom: 1px solid var(--ink); font-size: .85rem; color: var(--ink-soft); }
.entry thead th + th { text-align: end; }
.entry .small { display: block; }
.entry-fund { display: block; font-size: .85rem; }
.entry-credit th { padding-inline-start: 1.2em; }
.account-code { color: var(--ink-soft); font-variant-numeric: tabular-nums; }
.title-period { font-weight: 400; color: var(--ink-soft); white-space: nowrap; }
.report-frame { overflow-x: auto; padding-bottom: .5rem; border-top: 1px solid var(--rule); padding-top: .8rem; }
.sides { display: grid; gap: 1.6rem; }
.side caption { font-weight: 700; border-bottom: 1px solid var(--ink); padding-bottom: .2rem; }
.side td { white-space: nowrap; }
.side-balance td { font-size: 1.15rem; }
.side-sign { color: var(--ink-soft); }
.meeting { font-size: 1.05rem; font-weight: 700; margin-top: 1rem; }
.open-kind { border-top: 1px solid var(--rule); padding-top: .7rem; }
.open-item { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; padding: .2rem 0; }
.open-what .small { display: block; }
.problem { border-inline-start: 4px solid var(--rule-strong); padding-inline-start: .8rem; margin: 1rem 0; }
.problem-title { font-weight: 700; }
@media (min-width: 38rem) {
  .sides { grid-template-columns: 1fr 1fr; gap: 2.4rem; }
}
@media screen and (min-width: 1024px) {
  /* Tables of many columns need more than a reader's column; the words above stay in it. */
  .report-frame { width: 60rem; margin-inline: calc((100% - 60rem) / 2); }
}
.report-light--amber .report-light-mark { color: var(--warn); }
@page { size: A4; margin: 18mm 16mm; }
@media print {
  :root { --paper: #fff; --paper-deep: #fff; --ink: #000; --ink-soft: #333; --rule: #999; --rule-strong: #555;
    --accent: #000; --vermilion: #a01010; --good: #000; --warn: #000; }
  html, html.large { font-size: 11pt; background: #fff; }
  html.large { font-size: 15pt; }
  body { max-width: none; padding: 0; }
  .skip, .top, .trail, .filter, .actions, .paper-links, .go { display: none; }
  a { color: inherit; text-decoration: none; }
  main a { min-height: 0; padding-block: 0; }
  main .voucher-link, main .fund-line { padding-block: .25rem; min-height: 0; }
  h2, h3 { break-after: avoid; }
  li, tr, .fact, .light { break-inside: avoid; }
  .report-frame, h3.report-title { font-size: 1.18rem; }
.table-frame { overflow: visible; }
  details::details-content { content-visibility: visible; block-size: auto; }
  .fund-bar, .fund-mark, .light-shape { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .foot-address { display: block; }
}
`;
