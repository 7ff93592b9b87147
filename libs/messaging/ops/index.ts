/** The operators' queries and dead-letter commands that every context serves. */
export * from './contracts/index.js';
export { Storyteller, type IStoryteller, type OwnFact } from './story/storyteller.js';
export { ReportsLag, type IReportsLag } from './lag/reports-lag.js';
