export * from './decisions/index.js';
export * from './effects/index.js';
export * from './sagas/index.js';
export { eventually } from './context/eventually.js';
export { testContext, type TestContextOptions } from './context/test-context.js';
export type { LoneContext, Sending } from './context/lone-context.js';
export type { MessageOutcome } from './context/message-outcome.js';
