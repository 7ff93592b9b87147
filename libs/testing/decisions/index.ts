/** Given, when, then for decisions over streams; pure, so that the specs of `domain/` may use it. */
export { given } from './given.js';
