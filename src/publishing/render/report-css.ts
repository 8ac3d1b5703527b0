/**
 * The look of a report in a page: paper, ink and hairlines.
 *
 * `reportCss` needs the variables --ink, --paper, --accent, --red and --hair from the page around it. On screens under
 * 640 px a table of more than three columns becomes one block a row, each cell with its column's label, so that nothing
 * scrolls sideways; print always keeps the table.
 */
export const reportCss = `
.report { color: var(--ink); line-height: 1.7; overflow-wrap: anywhere; }
.report a { color: var(--accent); text-underline-offset: 0.2em; }
.report-estate { margin: 0; letter-spacing: 0.08em; }
.report-title { margin: 0.2em 0 0; font-size: 1.65em; line-height: 1.35; }
.report-span { margin: 0.3em 0 0; opacity: 0.8; }
.report-light { margin: 1em 0 0; }
.report-light-mark { margin-right: 0.4em; }
.report-light--green .report-light-mark { color: var(--accent); }
.report-light--red { color: var(--red); font-weight: 600; }
.report-facts { margin: 1.4em 0 0; border-top: 1px solid var(--hair); }
.report-fact { display: flex; gap: 1em; justify-content: space-between; padding: 0.45em 0;
  border-bottom: 1px solid var(--hair); }
.report-fact dt { opacity: 0.8; flex: none; max-width: 60%; }
.report-fact dd { margin: 0; text-align: right; }
.report-section { margin-top: 2.6em; }
.report-section-title { margin: 0; font-size: 1.2em; line-height: 1.4; }
.report-lead { margin: 0.3em 0 0; opacity: 0.8; }
.report-table { width: 100%; border-collapse: collapse; margin-top: 0.9em; }
.report-caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
.report-table th, .report-table td { padding: 0.5em 0.9em 0.5em 0; text-align: left; vertical-align: baseline;
  font-weight: 400; border-bottom: 1px solid var(--hair); }
.report-table th:last-child, .report-table td:last-child { padding-right: 0; }
.report-table thead th { border-bottom: 1px solid var(--ink); border-top: 1px solid var(--ink); font-size: 0.9em;
  vertical-align: bottom; }
.report-table .report-cell--right { text-align: right; }
.report-table .report-cell--center { text-align: center; white-space: nowrap; }
.report-amount, .report-count, .report-percent, .report-date { font-variant-numeric: tabular-nums;
  white-space: nowrap; }
.report-amount--negative, .report-row--red td, .report-row--red th { color: var(--red); }
.report-table .report-row--subtotal > *, .report-table .report-row--total > * { font-weight: 600;
  border-top: 1px solid var(--ink); }
.report-table .report-row--total > * { border-bottom: 3px double var(--ink); }
.report-row--struck del { opacity: 0.7; }
.report-remark { display: block; font-size: 0.85em; white-space: normal; }
.report-empty { margin: 0.9em 0 0; padding: 0.6em 0; border-top: 1px solid var(--hair);
  border-bottom: 1px solid var(--hair); opacity: 0.8; }
.report-form { display: grid; gap: 0 3em; }
.report-form-title { margin: 1.2em 0 0; font-size: 1em; font-weight: 600; }
.report-form .report-table { margin-top: 0.4em; border-top: 1px solid var(--ink); }
.report-form td { white-space: nowrap; }
.report-row--item th { padding-left: 1.4em !important; }
.report-row--item > * { font-size: 0.92em; }
.report-form-verdict { margin: 1em 0 0; font-weight: 600; }
.report-form-verdict--differs { color: var(--red); }
.report-notes { margin: 0.8em 0 0; padding-left: 1.4em; font-size: 0.92em; }
.report-signatures { display: flex; flex-wrap: wrap; gap: 1em 2.5em; margin: 3em 0 0; }
.report-signature { display: flex; gap: 0.6em; flex: 1 1 9em; }
.report-signature dt { flex: none; }
.report-signature dd { margin: 0; flex: 1; border-bottom: 1px solid var(--hair); min-height: 1.7em; }
.report-links { display: flex; flex-wrap: wrap; gap: 0 1.5em; margin: 2em 0 0; padding: 0; list-style: none; }
.report-links a { display: inline-block; padding: 0.5em 0; min-height: 44px; box-sizing: border-box; }
.report-source { margin: 2em 0 0; padding-top: 0.8em; border-top: 1px solid var(--hair); font-size: 0.85em;
  opacity: 0.8; }
@media screen and (min-width: 720px) {
  .report-form { grid-template-columns: 1fr 1fr; }
  .report-facts { display: grid; grid-template-columns: 1fr 1fr; gap: 0 3em; }
}
@media screen and (min-width: 900px) { .report-short { white-space: nowrap; } }
@media screen and (max-width: 719px) { .report-row--filler { display: none; } }
@media screen and (max-width: 639px) {
  .report-table--stacks thead { position: absolute; width: 1px; height: 1px; overflow: hidden;
    clip-path: inset(50%); }
  .report-table--stacks, .report-table--stacks tbody, .report-table--stacks tr { display: block; }
  .report-table--stacks tr { padding: 0.7em 0; border-bottom: 1px solid var(--hair); }
  .report-table--stacks { border-top: 1px solid var(--ink); }
  .report-table--stacks th, .report-table--stacks td { display: flex; gap: 1em; justify-content: space-between;
    padding: 0.15em 0; border: 0 !important; text-align: right; }
  .report-table--stacks th::before, .report-table--stacks td::before { content: attr(data-label); opacity: 0.8;
    flex: none; text-align: left; }
  .report-table--stacks th { font-weight: 600; text-align: left; }
  .report-table--stacks th::before { content: none; }
  .report-table--stacks .report-cell--empty { display: none; }
  .report-table--stacks .report-row--note td::before { content: none; }
  .report-table--stacks .report-row--note td { text-align: left; }
  .report-table--stacks tr.report-row--total { border-top: 1px solid var(--ink);
    border-bottom: 3px double var(--ink); }
}
@media print {
  .report { font-size: 10pt; line-height: 1.5; }
  .report a { color: inherit; text-decoration: none; }
  .report-links { display: none; }
  .report-form { grid-template-columns: 1fr 1fr; }
  .report-short { white-space: nowrap; }
  .report-table tr, .report-signatures { break-inside: avoid; }
  .report-table thead { display: table-header-group; }
  .report-section-title, .report-lead { break-after: avoid; }
}
`.trim();

/** For a report that is a page of its own: the variables, light and dark, and A4 paper. */
export const reportPageCss = `
:root { --ink: #1f1c18; --paper: #fbf8f1; --accent: #15565c; --red: #b3261e; --hair: #d8d1c2;
  color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ece6da; --paper: #191714; --accent: #7fc4c9; --red: #ff8a7a; --hair: #433e36; }
}
@media print { :root { --ink: #000; --paper: #fff; --accent: #000; --red: #b3261e; --hair: #aaa; } }
@page { size: A4; margin: 20mm 18mm; }
html { background: var(--paper); -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0 auto; padding: 32px 16px 64px; max-width: 960px; box-sizing: border-box; font-size: 17px;
  font-family: "PingFang SC", "HarmonyOS Sans SC", "Noto Sans SC", "Microsoft YaHei", sans-serif; }
@media (min-width: 720px) { body { padding: 56px 40px 96px; } }
@media print { body { padding: 0; max-width: none; } }
`.trim();
