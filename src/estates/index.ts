/** The front door of the estates: profiles, bank accounts, the households' roll. */
export * from './estate-facts.js';
export { EstateDirectory } from './estate-directory.js';
