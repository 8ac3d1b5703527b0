/** The pure front door of the wing `estates`. */
export { estateRecordTypes, OCCUPANCY } from './record-types.js';
