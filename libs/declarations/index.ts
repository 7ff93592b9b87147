/** Where in the sources something is declared, for messages that say what to change there. */
export { classesIn, placeOfMember, type DeclaredClass } from './classes-in.js';
export { declaredBy, type Place } from './declared-by.js';
export { docstringOf } from './docstring-of.js';
export { sourceOf } from './source-of.js';
