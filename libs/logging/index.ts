export { FoldedLog } from './folded-log.js';
export { LineLogger } from './line-logger.js';
export { about, failureOf, oneLine, traceIdOf } from './line.js';
