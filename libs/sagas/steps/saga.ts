import type { ContractClass, Evolving, ItemTime, LoadedStream } from '#libs/messaging/contract';
import type { Advance } from './advance.js';
import { advanced, unchanged } from './advance.js';
import type { JournalEntry, JournalState } from './journal.js';
import { evolve, unborn } from './journal.js';
import { meaningOf, type Vocabulary } from './meaning.js';
import type { PivotStep, RetriedStep, TimedBy, UndoableStep } from './step.js';
import type { StepTable } from './step-table.js';
import { emptyTable, rolesOf, withPivot, withRetried, withUndoable } from './step-table.js';

/**
 * A saga: a table of steps and the pure interpreter that runs it. Total: every fact in every state has a result; late, duplicate and
 * unrelated facts change nothing.
 */
export class Saga<Data> {
  /** How the journal's state is computed from its entries. */
  readonly journal: Evolving<JournalState<Data>, JournalEntry<Data>> = { initial: unborn, evolve };
  readonly #words: Vocabulary;

  constructor(readonly table: StepTable<Data>) {
    this.#words = { roles: rolesOf(table), pivot: table.steps.find(({ pivot }) => pivot)?.name };
  }

  /** Every fact that advances it, including the timer. */
  get facts(): readonly ContractClass[] {
    const { timer, steps } = this.table;
    const ofSteps = steps.flatMap(({ done, refused, undo }) => [done, refused?.fact, undo?.done]);
    return [timer.fact, ...ofSteps].filter((fact) => fact !== undefined);
  }

  /** Begins with the first step. `data` is stored in the first journal entry, so it must be plain JSON. */
  start(data: Data, item: Pick<ItemTime, 'id' | 'now'>): Advance<Data> {
    const { saga, version } = this.table;
    return advanced(this.table, unborn, { type: 'started', of: { saga, version, data } }, item);
  }

  /** Processes one fact: an answer of another context, the timer, or an intervention such as `abort('customer-cancelled')`. */
  advance(
    journal: Pick<LoadedStream<JournalState<Data>>, 'state'>,
    fact: object,
    item: Pick<ItemTime, 'id' | 'now'>,
  ): Advance<Data> {
    const { state } = journal;
    const isMine = state.saga === this.table.saga && state.version === this.table.version;
    const meaning = isMine ? meaningOf(this.#words, state, fact, item.now) : 'ignored';
    return typeof meaning === 'string' ? unchanged(state, meaning) : advanced(this.table, state, meaning, item);
  }
}

/** Steps before the point of no return: after any failure, all are undone. */
export class UndoableSaga<Data> extends Saga<Data> {
  step(name: string, step: UndoableStep<Data>): UndoableSaga<Data> {
    return new UndoableSaga(withUndoable(this.table, name, step));
  }

  /** The step that decides: once it is done, the saga has passed. */
  pivot(name: string, step: PivotStep<Data>): RetriedSaga<Data> {
    return new RetriedSaga(withPivot(this.table, name, step));
  }

  /** From here on the saga has passed: later steps are repeated until they are done. Without this call, the end of the table is that point. */
  pointOfNoReturn(): RetriedSaga<Data> {
    if (!this.table.steps.length)
      throw new TypeError(`${this.table.saga}: there is nothing to return from before the first step`);
    return new RetriedSaga(this.table);
  }
}

/** Steps after the point of no return. */
export class RetriedSaga<Data> extends Saga<Data> {
  step(name: string, step: RetriedStep<Data>): RetriedSaga<Data> {
    return new RetriedSaga(withRetried(this.table, name, step));
  }
}

/** Begins the table of a saga: `saga<Checkout>('checkout.v1', timedBy(CheckoutTimer, …)).step('stock', { … })…` */
export function saga<Data>(name: string, timer: TimedBy<Data>): Pick<UndoableSaga<Data>, 'step' | 'pivot'> {
  return new UndoableSaga(emptyTable(name, timer));
}
