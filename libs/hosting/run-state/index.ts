/** The entries of running processes in the data folder, and which of them serves the API. Loads no framework. */
export { stateOf, thisProcess, type RunState } from './run-state.js';
export { processesOn, runningOn } from './running-on.js';
