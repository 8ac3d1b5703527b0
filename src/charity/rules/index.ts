/** The pure front door of the wing `charity`. */
export { isDonationNumber } from './donation.js';
export { charityRecordTypes } from './record-types.js';
export { SLIP_TITLE, slipNotice, slipRows, type DonationSlip } from './slip.js';
