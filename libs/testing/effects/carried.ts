import assert from 'node:assert/strict';
import { contractOf, type AnyMessage, type Message, type Verdict } from '#libs/messaging';

/** What was done and told for one effect. Expectations throw. */
export class Carried {
  /** How often the world was asked, and how often it acted. */
  finds = 0;
  acts = 0;
  private readonly told: Message[] = [];

  /** Takes what the context is told. */
  async hear(message: Message): Promise<Verdict> {
    this.told.push(message);
    return { outcome: 'done' };
  }

  /** The world was asked so often what had become of it. */
  thenAsked(times: number): this {
    assert.equal(this.finds, times, `asked ${this.finds} times, not ${times}`);
    return this;
  }

  /** The world was told to act so often; calls that were lost on the way do not count. */
  thenActed(times: number): this {
    assert.equal(this.acts, times, `acted ${this.acts} times, not ${times}`);
    return this;
  }

  /** The context was told exactly this, in this order. */
  thenTold(...messages: readonly AnyMessage[]): this {
    assert.deepStrictEqual(
      this.told.map(({ type, body }) => [type, JSON.parse(body)]),
      messages.map((message) => [contractOf(message).name, { ...message }]),
    );
    return this;
  }
}
