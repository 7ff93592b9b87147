/** How a running supervisor is told to change something: a line of JSON on a Unix socket of the data folder. Loads no framework. */
export { ask, type AskOptions } from './ask.js';
export { ControlError } from './control-error.js';
export { MOST_TIMEOUT_MS, type Command, type Scaled, type Shown, type ShownProcess } from './protocol.js';
