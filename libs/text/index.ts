/** Texts of people: normalised, then validated, then stored. Pure. */
export { Secret, Text, Token } from './schemas.js';
export { secretOf } from './secret.js';
