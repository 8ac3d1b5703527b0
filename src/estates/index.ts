/** The front door of the estates: profiles, bank accounts, the households' roll, the directory of codes. */
export { EstateDirectory } from './estate-directory.js';
export * from './estate-facts.js';
export { EstatesModule } from './estates.module.js';
export { ListEstates } from './list-estates.js';
export { readOccupancies, readOccupancy } from './occupancy-reads.js';
export { estatesProblems } from './problems.js';
export { RecordOccupancy } from './record-occupancy.js';
