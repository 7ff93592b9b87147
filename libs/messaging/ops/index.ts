/** What every context tells its operators, and what they may do about dead letters. */
export * from './contracts/index.js';
export { Storyteller, type IStoryteller, type OwnFact } from './story/storyteller.js';
