/** The entries of running processes in the data folder, and which of them serves the API. Loads no framework. */
export { stateOf, thisProcess, type RunState } from './run-state.js';
export { runningOn } from './running-on.js';
