/** What a process of a deployment is told that nobody else is. Loads no framework. */
export { secretsOf } from './secrets-of.js';
