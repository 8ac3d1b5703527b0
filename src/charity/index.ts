/** The front door of charity: funds, purposes, donations and grants. */
export { CharityModule } from './charity.module.js';
export { charityProblems } from './problems.js';
export { donationTable, readDonationFile } from './read-donation-file.js';
export { RecordDonations } from './record-donations.js';
export { ShowDonations, type DonationRow } from './show-donations.js';
