import { type Clock, systemClock } from '../clock.js';
import { Item, type Decider, type FurtherLoads } from '../inbox/item.js';
import type { Loop } from '../inbox/loop.js';
import { currentScope } from '../scope.js';
import type { Loads } from './batch-state.js';
import type { Decide, Loaded, ReplyIn, Settable } from './decide.types.js';
import type { Decision } from '../contract/index.js';

/**
 * How a handler decides: it declares which rows it needs and gives a pure function, whose result describes the changes.
 * Handlers are written for one message; many run in one transaction.
 */
export class UnitOfWork {
  constructor(
    private readonly loop: Loop,
    private readonly clock: Clock = systemClock,
  ) {}

  /** Declares what the decision needs. */
  on<const L extends Loads>(loads: L): Work<L> {
    return new Work(this.loop, this.clock, loads, []);
  }
}

export class Work<L extends Loads> {
  constructor(
    private readonly loop: Loop,
    private readonly clock: Clock,
    private readonly first: Loads,
    private readonly further: readonly FurtherLoads[],
  ) {}

  /** Further loads, whose keys are read from the first ones. It must be pure: it is called again when earlier decisions of the batch changed those rows. */
  and<const M extends Loads>(loads: (loaded: Loaded<L>) => M): Work<L & M> {
    return new Work<L & M>(this.loop, this.clock, this.first, [...this.further, loads as FurtherLoads]);
  }

  /**
   * Runs the decision in the next batch and returns its reply after the commit. `decide` is synchronous and pure; when it throws,
   * nothing is written. Rejects with the refusal that it throws.
   */
  decide<D extends Decision<Settable<L>>>(decide: Decide<L, D>): Promise<ReplyIn<D>> {
    const scope = currentScope();
    if (!scope)
      throw new Error(
        'a decision needs a message: call decide() from a handler, before anything that loses the asynchronous context',
      );
    if (scope.decided.has(scope.reaction))
      throw new Error('one message, one decision: this handler has called decide() before');
    scope.decided.add(scope.reaction);
    const item = new Item(scope, this.first, this.further, decide as Decider, this.clock.now());
    const reply = this.loop.enqueue(item);
    reply.catch(ignored); // a handler that forgets to return it gets an error from the scope
    scope.pending.push(reply);
    return reply as Promise<ReplyIn<D>>;
  }
}

const ignored = (): void => undefined;
