export { calling, repeatedIn, replied, serving } from './calling.js';
export { DecidedSpans } from './decided-spans.js';
export { below, processed, processing } from './processing.js';
export { givenUp } from './given-up.js';
export { batching, sending, sent, settling, traceparentOf } from './sending.js';
