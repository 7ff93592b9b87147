/** The end of the supervisor: it takes spans and keeps them. It writes to the log, which loads the framework; the CLI does without. */
export { TraceReceiver } from './trace-receiver.js';
export { TraceStore } from './trace-store.js';
