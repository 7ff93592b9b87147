import { Refusal, type Decision } from '../contract/index.js';
import { toWire } from '../errors.js';
import type { Dropped, Outgoing, Outgoings } from '../outbox/outgoing.js';
import { DecidedSpans } from '../spans/index.js';
import type { BatchState, Loads } from '../work/batch-state.js';
import type { KeptReply } from './inbox-sql.js';
import type { Item } from './item.js';

/** The result of one item, reported after the commit. */
export type Ending =
  | { readonly kind: 'done'; readonly reply: unknown }
  | { readonly kind: 'refused' | 'failed'; readonly error: unknown }
  /** Its rows are locked by others, or earlier decisions changed which rows it needs: it is run again in a later batch. */
  | { readonly kind: 'again' };

/** How long replies are kept, in milliseconds. */
export interface Keeping {
  readonly withKey: number;
  readonly withoutKey: number;
}

/** Runs the decisions of a batch one after the other and collects their results, before anything is written. */
export class Decisions {
  readonly endings = new Map<Item, Ending>();
  readonly sent: Outgoing[] = [];
  readonly dropped: Dropped[] = [];
  readonly replies: KeptReply[] = [];
  /** Claimed items that this transaction cannot process after all. */
  readonly givenBack: Item[] = [];
  readonly spans = new DecidedSpans();

  constructor(
    private readonly state: BatchState,
    private readonly outgoings: Outgoings,
    private readonly keptMs: Keeping,
  ) {}

  /** Runs one decision. When it throws, no state is changed and only this item fails. */
  decide(item: Item): void {
    try {
      const loads = this.loadsNow(item);
      if (!loads) return this.giveBack(item, { kind: 'again' });
      const decision = item.decide(this.state.view(loads), item.time);
      if (isPromise(decision)) throw new TypeError('decide must be synchronous: it returned a promise');
      this.take(item, loads, decision ?? {});
    } catch (error) {
      if (error instanceof Refusal && item.isRequest) this.refuse(item, error);
      else this.giveBack(item, { kind: 'failed', error });
    }
  }

  giveBack(item: Item, ending: Ending): void {
    this.endings.set(item, ending);
    this.givenBack.push(item);
  }

  /** The loads of an item, computed again after the decisions before it; undefined when they now need rows that were not loaded. */
  private loadsNow({ first, further }: Item): Loads | undefined {
    let loads = first;
    for (const more of further) {
      loads = { ...loads, ...more(this.state.view(loads)) };
      if (!this.state.holds(loads)) return undefined;
    }
    return loads;
  }

  private take(item: Item, loads: Loads, decision: Decision): void {
    const traceparent = this.spans.stepOf(decision.step, item.scope.headers.traceparent);
    const headers = this.outgoings.headersOf(item, traceparent);
    const rows = this.outgoings.rowsOf(decision, item, headers);
    for (const row of rows) this.spans.create(row, traceparent);
    this.state.apply(loads, decision.set ?? {}, item.now, headers);
    this.sent.push(...rows);
    this.dropped.push(...this.outgoings.dropsOf(decision));
    this.endings.set(item, { kind: 'done', reply: decision.reply });
    if (item.isRequest) this.keepReply(item, { reply: decision.reply ?? null });
  }

  private refuse(item: Item, error: Refusal): void {
    this.endings.set(item, { kind: 'refused', error });
    this.keepReply(item, { error: toWire(error) });
  }

  private keepReply({ scope }: Item, body: object): void {
    const fingerprint = scope.request!.fingerprint;
    const keptMs = fingerprint ? this.keptMs.withKey : this.keptMs.withoutKey;
    this.replies.push({ id: scope.id, fingerprint, body: JSON.stringify(body), keptMs });
  }
}

const isPromise = (value: unknown): boolean => typeof (value as PromiseLike<unknown> | undefined)?.then === 'function';
