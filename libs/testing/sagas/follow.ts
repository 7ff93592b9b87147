import assert from 'node:assert/strict';
import type { AnyMessage, ContractClass } from '#libs/messaging/contract';
import { contractOf } from '#libs/messaging/contract';
import type { Advance, JournalState, Saga } from '#libs/sagas/steps';
import { progress } from '#libs/sagas/steps';
import { exampleOf, isContract } from './facts.js';

/** The time of the step that is waited for is up, and the timer rings: `follow(checkout, order).after(StockReserved, timeout)`. */
export const timeout = { rings: 'when time is up' } as const;
/** The timer rings when it was set to, which is before anybody's time is up when its step was answered since. */
export const ring = { rings: 'when it was set to' } as const;

/** A fact, an intervention, a class of facts (its example is made from the saga's data), `timeout` or `ring`. */
export type Followed = object;

/** Follows one saga from its start: `follow(checkout, order).after(StockReserved, PaymentDeclined).sends(ReleaseStock)`. */
export const follow = <Data extends object>(saga: Saga<Data>, data: Data): Story<Data> => new Story(saga, data);

class Story<Data extends object> {
  /** What the latest fact did. */
  last: Advance<Data>;
  #now = 0;
  readonly #id = countingIds();

  constructor(
    private readonly saga: Saga<Data>,
    private readonly data: Data,
  ) {
    this.last = saga.start(data, this.#item());
  }

  /** Where the saga stands. */
  get progress(): string {
    return progress(this.last.state);
  }

  after(...facts: Followed[]): this {
    for (const fact of facts) {
      const message = this.#message(fact);
      this.last = this.saga.advance(this.last, message, this.#item());
    }
    return this;
  }

  /** The latest fact sent exactly these commands. */
  sends(...commands: ContractClass[]): this {
    assert.deepEqual(
      this.last.send.map((message) => contractOf(message).name),
      commands.map(({ contract }) => contract.name),
    );
    return this;
  }

  /** The latest fact changed nothing. */
  ignores(): this {
    assert.deepEqual([this.last.verdict, this.last.entries], ['ignored', []]);
    return this;
  }

  passes(): this {
    assert.deepEqual(this.last.outcome, { kind: 'passed' });
    return this;
  }

  ends(reason: string): this {
    assert.deepEqual(this.last.outcome, { kind: 'ended', reason });
    return this;
  }

  /** The latest fact settled nothing: no outcome yet, or none any more. */
  tellsNothing(): this {
    assert.equal(this.last.outcome, undefined);
    return this;
  }

  #message(fact: Followed): object {
    if (fact === timeout) return this.#rings(({ steps }) => Math.min(...steps.flatMap(({ until }) => until ?? [])));
    if (fact === ring) return this.#rings(({ timer }) => timer!.at);
    return isContract(fact) ? exampleOf(fact, this.data) : fact;
  }

  #rings(when: (state: JournalState) => number): AnyMessage {
    const { state } = this.last;
    assert(state.timer, `no timer is running while ${this.progress}`);
    this.#now = Math.max(this.#now, when(state));
    return this.saga.table.timer.message(this.data, state.timer.id);
  }

  #item() {
    return { id: this.#id, now: new Date(this.#now) };
  }
}

function countingIds() {
  let count = 0;
  return (name: number | string) => `${name}-${++count}`;
}
