/** What running processes leave in the data folder, and who of them serves the API. Loads no framework. */
export { stateOf, thisProcess, type RunState } from './run-state.js';
export { runningOn } from './running-on.js';
