/** The pure front door of the wing `log`: the tree, the private fields, and what must hold of a stored leaf. */
export * from './disclosure.js';
export * from './merkle.js';
export type * from './record-type.js';
export * from './verify-leaf.js';
