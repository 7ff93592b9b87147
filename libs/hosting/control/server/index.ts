/** The end of the supervisor. It writes to the log, which loads the framework; the CLI does without. */
export { CommandServer, type Execute } from './command-server.js';
