/** The front door of publishing. Its pure rules have a door of their own, `rules/index.ts`. */
export { BankLight } from './bank-light.js';
export { documentDigest } from './document-digest.js';
export { DrawBankJournal, type DrawnBankJournal, type JournalAsked } from './draw-bank-journal.js';
export { DrawReceipt, type DrawnReceipt } from './draw-receipt.js';
export { DrawReconciliation, type DrawnReconciliation } from './draw-reconciliation.js';
export { GatherStatement } from './gather-statement.js';
export { ListStatements, type ListedStatement } from './list-statements.js';
export { PreviewStatement, type StatementPreview } from './preview-statement.js';
export { PublishingModule } from './publishing.module.js';
export { PublishStatement, type PublishedStatement, type PublishRequest } from './publish-statement.js';
export { renderHtml, reportPageStyle } from './render/html.js';
export { reportCss } from './render/report-css.js';
export { MEDIA_TYPES, RenderReport, REPORT_FORMATS, type ReportFormat } from './render-report.js';
export { ShowStatement, type ShownStatement } from './show-statement.js';
export { publishingProblems } from './problems.js';
