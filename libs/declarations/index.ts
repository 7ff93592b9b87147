/** Where in the sources something is declared, for messages that say what to change there. */
export { declaredBy, type Place } from './declared-by.js';
