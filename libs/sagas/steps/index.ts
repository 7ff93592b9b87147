/** The pure part of sagas, which `*.steps.ts` and `domain/` may import: no Nest, no rxjs, no clock. */
export type { Advance, SagaOutcome } from './advance.js';
export { abort, force, retry, skip } from './intervention.js';
export type { Intervention } from './intervention.js';
export { evolve, unborn } from './journal.js';
export type { JournalEntry, JournalState } from './journal.js';
export { RetriedSaga, Saga, saga, UndoableSaga } from './saga.js';
export { progress, stepsInNeed } from './standing.js';
export { refusedBy, timedBy, undo } from './step.js';
export type { PivotStep, RetriedStep, UndoableStep } from './step.js';
