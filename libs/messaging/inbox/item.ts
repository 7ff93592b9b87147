import type { Decision, ItemTime } from '../contract/index.js';
import { IdSequence } from '../ids.js';
import type { Scope } from '../scope.js';
import type { Loads } from '../work/batch-state.js';

export type Decider = (loaded: any, item: ItemTime) => Decision;
/** Further loads, whose keys stand in rows that were loaded before. */
export type FurtherLoads = (loaded: any) => Loads;

/** One decision for one message or request, as it waits for a batch and for the commit of it. */
export class Item {
  readonly promise: Promise<unknown>;
  readonly time: ItemTime;
  /** The message's id and the reaction to it: what the inbox takes once. Kept, because joining it anew for every map it is looked up in cost 3 % of Node. */
  readonly identity: string;
  /** It may be what killed its process before: nothing else is in its batch. */
  readonly alone: boolean;
  /** It may break its batch, which is then halved down to it: nothing is in there that has not failed, too. */
  readonly hasFailed: boolean;
  private readonly ids: IdSequence;
  resolve!: (reply: unknown) => void;
  reject!: (error: unknown) => void;

  constructor(
    readonly scope: Scope,
    readonly first: Loads,
    readonly further: readonly FurtherLoads[],
    readonly decide: Decider,
    /** The moment that the decision sees; the same however often it runs. */
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

  /** The id of the n-th message that follows from it. */
  sentId(n: number): string {
    return this.ids.id(n, 1);
  }

  get bytes(): number {
    return this.scope.bytes;
  }

  get isRequest(): boolean {
    return this.scope.request !== undefined && this.scope.reaction === ''; // what it sets off has no reply of its own
  }

  isOverdue(now: number): boolean {
    return this.isRequest && this.scope.deadline <= now;
  }
}

/** A message whose second send got no answer may be what kills the process: from the third on it travels and runs alone. */
export const ALONE_AFTER = 2;
