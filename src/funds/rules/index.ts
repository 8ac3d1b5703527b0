/** The pure front door of the wing `funds`. */
export { fundsRecordTypes } from './record-types.js';
