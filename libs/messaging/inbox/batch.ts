import type { Call, Connection, Row } from '#libs/database';
import { Refusal, type Decision } from '../contract/index.js';
import { fromWire, keyReused, toWire, type WireError } from '../errors.js';
import { fault } from '../fault.js';
import type { OutboxKey } from '../outbox/outbox-sql.js';
import type { Outgoing, Outgoings } from '../outbox/outgoing.js';
import { BatchState, type Fetch, type Loads } from '../work/batch-state.js';
import type { Projected } from '../work/stream-state.js';
import { StreamCache } from '../work/stream-cache.js';
import type { Tables } from '../work/tables.js';
import { BEGIN, COMMIT, claimInbox, keepReplies, releaseInbox, ROLLBACK, storedReplies, type KeptReply } from './inbox-sql.js';
import type { Item } from './item.js';

/** How one item ended, said after the commit. */
export type Ending =
  | { readonly kind: 'done'; readonly reply: unknown }
  | { readonly kind: 'refused' | 'failed'; readonly error: unknown }
  /** Its rows are held by others, or its loads turned out to be others: again in a later batch. */
  | { readonly kind: 'again' };

export interface Outcome {
  readonly endings: ReadonlyMap<Item, Ending>;
  readonly sent: readonly Outgoing[];
  readonly views: readonly Projected[];
}

/** What the batch takes from and gives to the outbox, in its own transaction. */
export interface OutboxDoor {
  /** Receipts to delete rows for. */
  readonly receipts: readonly OutboxKey[];
  insert(rows: readonly Outgoing[]): Call;
  remove(keys: readonly OutboxKey[]): Call;
}

/** One transaction for many items: claim and load in one flight, decide in memory, write and commit in another. */
export class Batch {
  private readonly endings = new Map<Item, Ending>();
  private readonly sent: Outgoing[] = [];
  private readonly dropped: OutboxKey[] = [];
  private readonly replies: KeptReply[] = [];
  private readonly state: BatchState;
  private readonly viewed = new Map<Item, Loads>();
  /** Items that the inbox gave and that must not be taken by this transaction after all. */
  private readonly givenBack: Item[] = [];

  constructor(
    private readonly items: readonly Item[],
    private readonly connection: Connection,
    private readonly tables: Tables,
    streams: StreamCache,
    private readonly outgoings: Outgoings,
    private readonly outbox: OutboxDoor,
    private readonly keptMs: { readonly withKey: number; readonly withoutKey: number },
    private readonly skipLocked: boolean,
  ) {
    this.state = new BatchState(tables, streams);
  }

  /** Rejects with what the database said, after a rollback; nothing has happened then. */
  async run(): Promise<Outcome> {
    try {
      const fresh = await this.claimAndLoad();
      for (const item of fresh) this.decide(item);
      await this.writeAndCommit();
    } catch (error) {
      if (!this.connection.isLost) await this.connection.flight([ROLLBACK]).catch(() => undefined);
      throw error;
    }
    return { endings: this.endings, sent: this.sent, views: this.state.projected() };
  }

  private async claimAndLoad(): Promise<readonly Item[]> {
    const fetches = this.state.fetches(this.items.map(({ first }) => first), this.mode);
    const [, claimed, ...loaded] = await this.connection.flight([BEGIN, claimInbox(this.items), ...fetches.map(({ call }) => call)]);
    await fault('inbox.claimed');
    const taken = new Set(claimed!.map(({ id, reaction }) => `${id as string} ${reaction as string}`));
    const fresh = this.items.filter((item) => taken.has(item.identity));
    fetches.forEach(({ keep }, i) => keep(loaded[i]!));
    if (fresh.length < this.items.length) await this.answerDuplicates(this.items.filter((item) => !taken.has(item.identity)));
    await this.loadFurther(fresh);
    const free = this.skipLocked ? await this.withoutHeld(fresh) : fresh;
    await fault('inbox.loaded');
    return free;
  }

  private get mode() {
    return this.skipLocked ? 'skip-locked' : 'locked';
  }

  /** The second and later rounds: keys that stand in rows loaded before. */
  private async loadFurther(items: readonly Item[]): Promise<void> {
    let waiting = items.filter(({ further }) => further.length > 0);
    for (const item of items) this.viewed.set(item, item.first);
    for (let round = 0; waiting.length > 0; round++) {
      for (const item of waiting) this.viewed.set(item, { ...this.viewed.get(item), ...this.furtherOf(item, round) });
      await this.fetch(this.state.fetches(waiting.map((item) => this.viewed.get(item)!), this.mode));
      waiting = waiting.filter(({ further }) => further.length > round + 1);
    }
  }

  private furtherOf(item: Item, round: number): Loads {
    return item.further[round]!(this.state.view(this.viewed.get(item)!));
  }

  private async fetch(fetches: readonly Fetch[]): Promise<void> {
    if (!fetches.length) return;
    const loaded = await this.connection.flight(fetches.map(({ call }) => call));
    fetches.forEach(({ keep }, i) => keep(loaded[i]!));
  }

  /** With SKIP LOCKED a row that is missing may be held by somebody: an unlocked look at the same keys tells. */
  private async withoutHeld(items: readonly Item[]): Promise<readonly Item[]> {
    const there = new BatchState(this.tables, new StreamCache());
    const fetches = there.fetches(items.map((item) => this.viewed.get(item)!), 'unlocked');
    const rows = fetches.length ? await this.connection.flight(fetches.map(({ call }) => call)) : [];
    fetches.forEach(({ keep }, i) => keep(rows[i]!.map((row) => ({ ...row, $version: 0 }))));
    return items.filter((item) => {
      const isHeld = this.state.sizeOf(this.viewed.get(item)!) < there.sizeOf(this.viewed.get(item)!);
      if (isHeld) this.giveBack(item, { kind: 'again' });
      return !isHeld;
    });
  }

  private async answerDuplicates(duplicates: readonly Item[]): Promise<void> {
    for (const item of duplicates) this.endings.set(item, { kind: 'done', reply: undefined });
    const asked = duplicates.filter(({ isRequest }) => isRequest);
    if (!asked.length) return;
    const [rows] = await this.connection.flight([storedReplies(asked)]);
    const stored = new Map(rows!.map((row) => [row['id'] as string, row]));
    for (const item of asked) this.endings.set(item, endingOf(item, stored.get(item.scope.id)));
  }

  private decide(item: Item): void {
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

  /** The loads as they are after the decisions before this one; undefined when those have made them others than were loaded. */
  private loadsNow(item: Item): Loads | undefined {
    let loads = item.first;
    for (const further of item.further) {
      loads = { ...loads, ...further(this.state.view(loads)) };
      if (!this.state.holds(loads)) return undefined;
    }
    return loads;
  }

  private take(item: Item, loads: Loads, decision: Decision): void {
    const headers = this.outgoings.headersOf(item);
    const rows = this.outgoings.rowsOf(decision, item, headers);
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

  private giveBack(item: Item, ending: Ending): void {
    this.endings.set(item, ending);
    this.givenBack.push(item);
  }

  private async writeAndCommit(): Promise<void> {
    const receipts = [...this.outbox.receipts, ...this.dropped];
    const calls: Call[] = [
      ...this.state.writes(),
      ...(this.replies.length ? [keepReplies(this.replies)] : []),
      ...(this.givenBack.length ? [releaseInbox(this.givenBack)] : []),
      ...(this.sent.length ? [this.outbox.insert(this.sent)] : []),
      ...(receipts.length ? [this.outbox.remove(receipts)] : []),
      COMMIT,
    ];
    await fault('inbox.before_commit');
    await this.connection.flight(calls);
    this.state.remember();
    await fault('inbox.after_commit');
  }
}

/** What an earlier copy of this request was answered. Without a stored reply it was no request then, or its reply has expired. */
function endingOf(item: Item, row: Row | undefined): Ending {
  if (!row) return { kind: 'done', reply: undefined };
  const { fingerprint } = item.scope.request!;
  if (row['fingerprint'] !== (fingerprint ?? null)) return { kind: 'refused', error: keyReused() };
  const stored = JSON.parse(row['body'] as string) as { reply?: unknown; error?: WireError };
  return stored.error ? { kind: 'refused', error: fromWire(stored.error) } : { kind: 'done', reply: stored.reply };
}

const isPromise = (value: unknown): boolean => typeof (value as PromiseLike<unknown> | undefined)?.then === 'function';
