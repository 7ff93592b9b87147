import assert from 'node:assert/strict';
import type { AnyMessage } from '#libs/messaging/contract';
import { contractOf } from '#libs/messaging/contract';
import type { Advance, JournalEntry, JournalState, SagaOutcome, Saga } from '#libs/sagas/steps';
import { abort, force, retry, skip } from '#libs/sagas/steps';
import { exampleOf } from './facts.js';
import type { Letter } from './mail.js';

/** What an exploration needs of a saga; a fixture with a seeded bug may stand in for it. */
export type Explorable<Data> = Pick<Saga<Data>, 'table' | 'journal' | 'start' | 'advance'>;

/** What one fact did, in the words of the exploration. */
export interface Turn {
  readonly to: Journal;
  readonly taken: boolean;
  readonly outcome?: SagaOutcome['kind'];
  readonly sends: readonly Letter[];
  /** The timer that ran is over; a new one runs. */
  readonly stops: boolean;
  readonly sets: boolean;
}

/**
 * A state of the journal. States that differ in nothing but the number of attempts, the timer's id and times are one: the timer
 * always rings before the time of whoever is waited for is up, and may ring when it is.
 */
export interface Journal {
  readonly number: number;
  readonly state: JournalState;
  readonly turns: Map<Letter, Turn>;
}

/** Runs the saga, checks each of its answers once, and remembers it: there are few states of a journal, and many of a world. */
export class Journals<Data extends object> {
  readonly #known = new Map<string, Journal>();
  readonly #letterOf = new Map<string, Letter>();

  constructor(
    private readonly saga: Explorable<Data>,
    private readonly data: Data,
  ) {
    for (const { name, when, send, undo } of saga.table.steps) {
      if (when && !when(data)) continue; // nobody may be asked for it
      this.#letterOf.set(contractOf(send(data)).name, `do ${name}`);
      if (undo) this.#letterOf.set(contractOf(undo.send(data)).name, `undo ${name}`);
    }
  }

  start(): Turn {
    return this.#turn(this.saga.journal.initial, this.saga.start(this.data, freshAt(RINGS_AT)));
  }

  take(journal: Journal, letter: Letter): Turn {
    const known = journal.turns.get(letter);
    if (known) return known;
    const state = journal.state as JournalState<Data>;
    const item = freshAt(letter === 'timer' ? DUE_AT : RINGS_AT);
    const turn = this.#turn(state, this.saga.advance({ state }, this.#factOf(state, letter), item));
    journal.turns.set(letter, turn);
    return turn;
  }

  #turn(before: JournalState<Data>, { entries, send, later, drop, outcome, verdict, state }: Advance<Data>): Turn {
    const stored = JSON.parse(JSON.stringify(entries)) as JournalEntry<Data>[];
    const replayed = stored.reduce((known, entry) => this.saga.journal.evolve(known, entry), before);
    assert.deepEqual(plain(replayed), plain(state), 'replaying the stored entries gives another state');
    const [old, now] = [before.timer?.id, state.timer?.id];
    const set = later.map(({ id }) => id);
    assert.deepEqual(
      set,
      now === FRESH ? [FRESH] : [],
      'timers are set that the journal does not keep, or the other way round',
    );
    for (const { id } of drop) assert.notEqual(id, now, `timer ${id} is dropped, but awaited`);
    return {
      to: this.#journal(state),
      taken: verdict === 'taken',
      outcome: outcome?.kind,
      sends: send.map((message) => this.#letter(message)),
      stops: old !== now,
      sets: now === FRESH,
    };
  }

  #journal(state: JournalState): Journal {
    const steps = state.steps.map((step) => ({
      ...step,
      attempts: Math.min(step.attempts, 2),
      ...(step.until !== undefined && { until: DUE_AT }),
    }));
    const timer = state.timer && { id: 'running', at: RINGS_AT };
    const key = JSON.stringify([state.phase, state.reason, steps, timer]);
    const known = this.#known.get(key);
    if (known) return known;
    const journal: Journal = {
      number: this.#known.size,
      state: { ...state, steps, ...(timer && { timer }) },
      turns: new Map(),
    };
    this.#known.set(key, journal);
    // Dropping a timer may come too late. Since it changes nothing, worlds need not remember which ones are still around.
    assert(!this.take(journal, 'late-timer').taken, 'a late timer changes something');
    return journal;
  }

  #letter(message: AnyMessage): Letter {
    const letter = this.#letterOf.get(contractOf(message).name);
    assert(letter, `${contractOf(message).name} was sent, but is no command of a step that is needed`);
    return letter;
  }

  #factOf(state: JournalState, letter: Letter): object {
    const { table } = this.saga;
    if (letter === 'abort') return abort('cancelled');
    if (letter === 'late-timer') return table.timer.message(this.data, 'dropped');
    if (letter.startsWith('timer')) return table.timer.message(this.data, state.timer?.id ?? 'none');
    const [kind, name] = letter.split(' ');
    const step = table.steps.find((one) => one.name === name)!;
    switch (kind) {
      case 'done':
        return exampleOf(step.done, this.data);
      case 'refused':
        return exampleOf(step.refused!.fact, this.data);
      case 'undone':
        return exampleOf(step.undo!.done, this.data);
      case 'retry':
        return retry(step.name, 'again', 'someone');
      case 'skip':
        return skip(step.name, 'put off', 'someone');
      default:
        return force(step.name, 'done by hand', 'someone');
    }
  }
}

const FRESH = 'fresh';
const [RINGS_AT, DUE_AT] = [0, 1];
const freshAt = (ms: number) => ({ id: () => FRESH, now: new Date(ms) });
const plain = (state: object): unknown => JSON.parse(JSON.stringify(state));
