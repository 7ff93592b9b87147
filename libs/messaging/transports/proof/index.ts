/** How a process shows in whose name it speaks, whatever carries its words, and what is counted when somebody cannot. */
export { isProven, proofOf } from './proof.js';
export { Refusals } from './refusals.js';
