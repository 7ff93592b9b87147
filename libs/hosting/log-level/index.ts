/** How the log levels of a running process are read and changed: at its management port, by a key. Loads no framework. */
export { askLevels, type LevelChange, type ProcessLevels } from './ask.js';
export { callerKey } from './caller-key.js';
export { LogLevelError } from './log-level-error.js';
