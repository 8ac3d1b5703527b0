/** The pure front door of the ledger's rules. */
export { admitVoucher, imbalanceByFund } from './admit-voucher.js';
export { PURPOSE_MOVE_REF } from './check-fund-purpose.js';
export { accountRow, CHART, parentOf, type ChartAccount } from './chart.js';
export { checkCorrection, correctionDrafts, type CorrectionPlan } from './corrections.js';
export { heldElsewhere, type HeldElsewhere } from './held-by-others.js';
export { HOUSEHOLD, insideField, openInside } from './inside.js';
export {
  isCashLike,
  isTransferAccount,
  SUSPENSE_ACCOUNT,
  SUSPENSE_FUND,
  type Account,
  type AccountKind,
  type EstateStructure,
  type Fund,
  type FundKind,
} from './structure.js';
export { voucherContent, VOUCHER_TYPE, type VoucherContent } from './voucher-leaf.js';
export {
  formatNumber,
  NONE_RECORDED,
  parseNumber,
  POSTED_BY_AGENT,
  PROPOSED_KINDS,
  VOUCHER_KINDS,
  type Dimension,
  type DraftLine,
  type InsideLeaf,
  type InsideLine,
  type PostedVoucher,
  type Ref,
  type Side,
  type VoucherDraft,
  type VoucherKind,
  type VoucherNumber,
} from './voucher.js';
