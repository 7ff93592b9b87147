import assert from 'node:assert/strict';
import { contractOf, type AnyMessage, type Message, type Verdict } from '#libs/messaging';

/** The calls and messages of one effect. Failed expectations throw. */
export class Carried {
  /** How often `find` and `act` were called. */
  finds = 0;
  acts = 0;
  private readonly told: Message[] = [];

  /** Receives the messages to the context. */
  async hear(message: Message): Promise<Verdict> {
    this.told.push(message);
    return { outcome: 'done' };
  }

  /** `find` was called so often. */
  thenAsked(times: number): this {
    assert.equal(this.finds, times, `asked ${this.finds} times, not ${times}`);
    return this;
  }

  /** `act` was executed so often; lost calls do not count. */
  thenActed(times: number): this {
    assert.equal(this.acts, times, `acted ${this.acts} times, not ${times}`);
    return this;
  }

  /** The context was sent exactly these messages, in this order. */
  thenTold(...messages: readonly AnyMessage[]): this {
    assert.deepStrictEqual(
      this.told.map(({ type, body }) => [type, JSON.parse(body)]),
      messages.map((message) => [contractOf(message).name, { ...message }]),
    );
    return this;
  }
}
