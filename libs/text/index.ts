/** What people write, brought into one form and checked before it is stored: normalise, then validate, then store. Pure. */
export { Secret, Text, Token } from './schemas.js';
export { secretOf } from './secret.js';
