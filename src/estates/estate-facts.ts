/** What other wings read of an estate inside their own transaction. */
export { readBankAccounts, readPrivateNumbers, type BankAccount } from './store/bank-account-store.js';
export { knownUnits, readEstateProfile, readUnits, type EstateProfile, type UnitRow } from './store/estate-store.js';
