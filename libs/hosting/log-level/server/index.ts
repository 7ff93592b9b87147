/** The end of the process. It writes to the log, which loads the framework; the CLI does without. */
export { serveLogLevels } from './serve-log-levels.js';
