import assert from 'node:assert/strict';
import { type AnyMessage, type Decision, Refusal } from '#libs/messaging/contract';

/** The result of a decision: its parts or a refusal. Failed expectations throw. */
export class Decided<D extends Decision> {
  private constructor(
    private readonly outcome: D | undefined,
    private readonly refusal: Refusal | undefined,
  ) {}

  /** Runs the decision. Errors other than refusals are bugs and are rethrown. */
  static by<D extends Decision>(decide: () => D): Decided<D> {
    try {
      return new Decided(decide(), undefined);
    } catch (error) {
      if (error instanceof Refusal) return new Decided<D>(undefined, error);
      throw error;
    }
  }

  /** The whole decision, for further assertions. Throws when it was refused. */
  get decision(): D {
    if (!this.outcome) throw this.refusal;
    return this.outcome;
  }

  /** Exactly these changes under the name of a load. */
  thenSets<Name extends keyof NonNullable<D['set']>>(name: Name, changes: NonNullable<D['set']>[Name]): this {
    assert.deepStrictEqual((this.decision.set as NonNullable<D['set']>)[name], changes);
    return this;
  }

  /** Exactly these messages, in this order. */
  thenSends(...messages: readonly AnyMessage[]): this {
    assert.deepStrictEqual(this.decision.send ?? [], messages);
    return this;
  }

  thenReplies(reply: NonNullable<D['reply']>): this {
    assert.deepStrictEqual(this.decision.reply, reply);
    return this;
  }

  /** Changes nothing, sends nothing, answers nothing. */
  thenNothing(): this {
    const { set = {}, send = [], later = [], drop = [], reply } = this.decision;
    const changes = Object.values(set).filter((change) => !(Array.isArray(change) && change.length === 0));
    assert.deepEqual(
      { changes, send, later, drop, reply },
      { changes: [], send: [], later: [], drop: [], reply: undefined },
    );
    return this;
  }

  thenRefused(code: string, details?: Readonly<Record<string, unknown>>): this {
    assert(this.refusal, `it was not refused with ${code}`);
    assert.equal(this.refusal.code, code);
    if (details) assert.deepStrictEqual(this.refusal.details, details);
    return this;
  }
}
