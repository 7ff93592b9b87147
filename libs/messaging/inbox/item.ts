import type { Decision, ItemTime } from '../contract/index.js';
import { IdSequence } from '../ids.js';
import type { Scope } from '../scope.js';
import type { Loads } from '../work/batch-state.js';

export type Decider = (loaded: any, item: ItemTime) => Decision;
/** Further loads, whose keys are read from rows that were loaded before. */
export type FurtherLoads = (loaded: any) => Loads;

/** One decision for one message or request, from the queue to the commit of its batch. */
export class Item {
  readonly promise: Promise<unknown>;
  readonly time: ItemTime;
  /** Message id and reaction: the key that the inbox claims once. Stored, because concatenating it at every map lookup took 3 % of the CPU time. */
  readonly identity: string;
  /** It may have crashed its process before, so its batch contains nothing else. */
  readonly alone: boolean;
  /** It may make its batch fail, which is then split in halves; so it shares batches only with others that have failed. */
  readonly hasFailed: boolean;
  private readonly ids: IdSequence;
  resolve!: (reply: unknown) => void;
  reject!: (error: unknown) => void;

  constructor(
    readonly scope: Scope,
    readonly first: Loads,
    readonly further: readonly FurtherLoads[],
    readonly decide: Decider,
    /** The time that the decision sees, the same in every run. */
    readonly now = new Date(),
  ) {
    this.alone = scope.sends > ALONE_AFTER;
    this.hasFailed = (scope.failures ?? 0) > 0;
    this.promise = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    this.identity = `${scope.id} ${scope.reaction}`;
    this.ids = new IdSequence(this.now.getTime(), this.identity);
    this.time = { now: this.now, id: (n) => this.ids.id(n), caller: scope.headers.caller };
  }

  /** The id of the n-th message that its decision sends. */
  sentId(n: number): string {
    return this.ids.id(n, 1);
  }

  get bytes(): number {
    return this.scope.bytes;
  }

  get isRequest(): boolean {
    return this.scope.request !== undefined && this.scope.reaction === ''; // reactions to the events of a request have no reply of their own
  }

  isOverdue(now: number): boolean {
    return this.isRequest && this.scope.deadline <= now;
  }
}

/** A message whose second send got no answer may be what crashes the process: from the third send on it is sent and processed alone. */
export const ALONE_AFTER = 2;
