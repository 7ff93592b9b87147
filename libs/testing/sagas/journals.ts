import assert from 'node:assert/strict';
import type { AnyMessage } from '#libs/messaging/contract';
import { contractOf } from '#libs/messaging/contract';
import type { Advance, JournalEntry, JournalState, Outcome, Saga } from '#libs/sagas/steps';
import { abort, force, retry, skip } from '#libs/sagas/steps';
import { exampleOf } from './facts.js';
import type { Letter } from './mail.js';

/** What an exploration needs of a saga; a fixture with a seeded bug may stand in for it. */
export type Explorable<Data> = Pick<Saga<Data>, 'table' | 'journal' | 'start' | 'advance'>;

/** What one fact did, in the words of the exploration. */
export interface Turn {
  readonly to: Journal;
  readonly taken: boolean;
  readonly outcome?: Outcome['kind'];
  readonly sends: readonly Letter[];
  /** Steps whose timer is over, and steps whose timer is new. */
  readonly stops: readonly string[];
  readonly sets: readonly string[];
}

/** A state of the journal. States that differ in nothing but timer ids and the number of attempts are one. */
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
    for (const { name, send, undo } of saga.table.steps) {
      this.#letterOf.set(contractOf(send(data)).name, `do ${name}`);
      if (undo) this.#letterOf.set(contractOf(undo.send(data)).name, `undo ${name}`);
    }
  }

  start(): Turn {
    return this.#turn(this.saga.journal.initial, this.saga.start(this.data, fresh));
  }

  take(journal: Journal, letter: Letter): Turn {
    const known = journal.turns.get(letter);
    if (known) return known;
    const state = journal.state as JournalState<Data>;
    const turn = this.#turn(state, this.saga.advance({ state }, this.#factOf(state, letter), fresh));
    journal.turns.set(letter, turn);
    return turn;
  }

  #turn(before: JournalState<Data>, { entries, send, later, drop, outcome, verdict, state }: Advance<Data>): Turn {
    const stored = JSON.parse(JSON.stringify(entries)) as JournalEntry<Data>[];
    const replayed = stored.reduce((known, entry) => this.saga.journal.evolve(known, entry), before);
    assert.deepEqual(plain(replayed), plain(state), 'replaying the stored entries gives another state');
    const [old, now] = [timersOf(before), timersOf(state)];
    assert.deepEqual(
      later.map(({ id }) => id),
      [...now.values()].filter((id) => id === FRESH),
      'timers are set that the journal does not keep, or the other way round',
    );
    for (const id of drop) assert(![...now.values()].includes(id), `timer ${id} is dropped, but awaited`);
    return {
      to: this.#journal(state),
      taken: verdict === 'taken',
      outcome: outcome?.kind,
      sends: send.map((message) => this.#letter(message)),
      stops: [...old].filter(([step, id]) => now.get(step) !== id).map(([step]) => step),
      sets: [...now].filter(([, id]) => id === FRESH).map(([step]) => step),
    };
  }

  #journal(state: JournalState): Journal {
    const steps = state.steps.map((step) => ({
      ...step,
      attempts: Math.min(step.attempts, 2),
      ...(step.timer && { timer: step.name }),
    }));
    const key = JSON.stringify([state.phase, state.reason, steps]);
    const known = this.#known.get(key);
    if (known) return known;
    const journal: Journal = { number: this.#known.size, state: { ...state, steps }, turns: new Map() };
    this.#known.set(key, journal);
    // Dropping a timer may come too late. Since it changes nothing, worlds need not remember which ones are still around.
    for (const { name } of steps)
      assert(!this.take(journal, `late-timer ${name}`).taken, `a late timer of "${name}" changes something`);
    return journal;
  }

  #letter(message: AnyMessage): Letter {
    const letter = this.#letterOf.get(contractOf(message).name);
    assert(letter, `${contractOf(message).name} was sent, but is no command of the table`);
    return letter;
  }

  #factOf(state: JournalState, letter: Letter): object {
    if (letter === 'abort') return abort('cancelled');
    const [kind, name] = letter.split(' ');
    const { table } = this.saga;
    const step = table.steps.find((one) => one.name === name)!;
    switch (kind) {
      case 'done':
        return exampleOf(step.done, this.data);
      case 'refused':
        return exampleOf(step.refused!.fact, this.data);
      case 'undone':
        return exampleOf(step.undo!.done, this.data);
      case 'timer':
        return table.timer.message(this.data, step.name, timersOf(state).get(step.name) ?? 'none');
      case 'late-timer':
        return table.timer.message(this.data, step.name, 'dropped');
      case 'retry':
        return retry(step.name, 'someone');
      case 'skip':
        return skip(step.name, 'put off', 'someone');
      default:
        return force(step.name, 'done by hand', 'someone');
    }
  }
}

const FRESH = 'fresh';
const fresh = { id: () => FRESH };
const plain = (state: object): unknown => JSON.parse(JSON.stringify(state));
const timersOf = ({ steps }: JournalState) =>
  new Map(steps.flatMap(({ name, timer }) => (timer ? [[name, timer] as const] : [])));
