/** The pure front door of the wing `charity`. */
export { charityRecordTypes } from './record-types.js';
