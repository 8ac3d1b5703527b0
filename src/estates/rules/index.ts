/** The pure front door of the wing `estates`. */
export { estateRecordTypes, OCCUPANCY } from './record-types.js';
export { holdsOn, OCCUPANT_KINDS, type Occupancy, type OccupantKind } from './occupancy.js';
