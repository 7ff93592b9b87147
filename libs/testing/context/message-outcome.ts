import type { AnyMessage, ContractClass, Message, Verdict } from '#libs/messaging';
import { nameOf } from './recorder.js';

/** The result of a message: the receipt, and what was sent to others. Failed expectations throw with both lists. */
export class MessageOutcome {
  constructor(
    readonly verdict: Verdict,
    readonly sent: readonly Message[],
  ) {}

  /** Exactly these, in any order: a class stands for any message of its kind, an instance for its payload. */
  thenSent(...expected: readonly (ContractClass | AnyMessage)[]): this {
    this.thenTaken();
    const left = [...this.sent];
    const missing = expected.filter((one) => {
      const found = left.findIndex((message) => matches(one, message));
      if (found >= 0) left.splice(found, 1);
      return found < 0;
    });
    if (missing.length || left.length)
      throw new Error(
        `expected ${listed(expected.map(nameOf))}; not sent: ${listed(missing.map(text))}; sent besides: ${listed(left.map(({ type, body }) => `${type} ${body}`))}`,
      );
    return this;
  }

  thenSentNothing(): this {
    return this.thenSent();
  }

  thenTaken(): this {
    if (this.verdict.outcome !== 'done') throw new Error(`it was not taken: ${JSON.stringify(this.verdict)}`);
    return this;
  }

  /** It was refused with this code. */
  thenRefused(code: string): this {
    if (this.verdict.outcome !== 'failed' || this.verdict.error.code !== code)
      throw new Error(`expected a refusal with ${code}, got ${JSON.stringify(this.verdict)}`);
    return this;
  }
}

const matches = (expected: ContractClass | AnyMessage, { type, body }: Message): boolean =>
  nameOf(expected) === type && (typeof expected === 'function' || JSON.stringify(expected) === body);
const text = (one: ContractClass | AnyMessage): string =>
  typeof one === 'function' ? nameOf(one) : `${nameOf(one)} ${JSON.stringify(one)}`;
const listed = (all: readonly string[]): string => (all.length ? all.join(', ') : 'nothing');
