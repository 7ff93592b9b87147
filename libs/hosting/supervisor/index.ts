/** Runs every process of a placement on this machine. Loaded by the supervisor alone. */
export { supervisorConfig } from './config.js';
export { supervise, type SuperviseOptions } from './supervise.js';
