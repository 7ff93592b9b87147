export { FoldedLog } from './folded-log.js';
export { isForColours } from './colours.js';
export { LineLogger, type LogFormat } from './line-logger.js';
export { recordLine } from './record.js';
export { say } from './say.js';
export { about, failureOf, oneLine, traceIdOf } from './line.js';
