/** How a process proves for which contexts it sends, over any transport, and the count of failed proofs. */
export { isProven, proofOf } from './proof.js';
export { Refusals } from './refusals.js';
