/** The secrets that one process of a deployment needs. Loads no framework. */
export { secretsOf } from './secrets-of.js';
