import assert from 'node:assert/strict';
import type { AnyMessage, ContractClass } from '#libs/messaging/contract';
import { contractOf } from '#libs/messaging/contract';
import type { Advance, Saga } from '#libs/sagas/steps';
import { progress } from '#libs/sagas/steps';
import { exampleOf, isContract } from './facts.js';

/** Stands for the timer that runs now: `follow(checkout, order).after(StockReserved, timeout)`. */
export const timeout = { rings: 'the timer that runs now' } as const;

/** A fact, an intervention, a class of facts (its example is made from the saga's data), or `timeout`. */
export type Followed = object;

/** Follows one saga from its start: `follow(checkout, order).after(StockReserved, PaymentDeclined).sends(ReleaseStock)`. */
export const follow = <Data extends object>(saga: Saga<Data>, data: Data): Story<Data> => new Story(saga, data);

class Story<Data extends object> {
  /** What the latest fact did. */
  last: Advance<Data>;
  readonly #item = countingIds();

  constructor(
    private readonly saga: Saga<Data>,
    private readonly data: Data,
  ) {
    this.last = saga.start(data, this.#item);
  }

  /** Where the saga stands. */
  get progress(): string {
    return progress(this.last.state);
  }

  after(...facts: Followed[]): this {
    for (const fact of facts) {
      this.last = this.saga.advance(this.last, this.#message(fact), this.#item);
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
    if (fact === timeout) return this.#timer();
    return isContract(fact) ? exampleOf(fact, this.data) : fact;
  }

  #timer(): AnyMessage {
    const running = this.last.state.steps.findLast(({ timer }) => timer);
    assert(running?.timer, `no timer is running while ${this.progress}`);
    return this.saga.table.timer.message(this.data, running.name, running.timer);
  }
}

function countingIds() {
  let count = 0;
  return { id: (name: number | string) => `${name}-${++count}` };
}
