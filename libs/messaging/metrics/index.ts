export { batchTaken } from './batches.js';
export { effectCalled, type EffectOutcome } from './effects.js';
export { died, duplicates, effective, processed } from './messages.js';
export { called, served } from './requests.js';
export { troubled } from './troubles.js';
