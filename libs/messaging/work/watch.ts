import { Inject, Injectable, type Type } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { PassingSet } from '#libs/collections';
import { HOST, type Host } from '../host.js';
import { deadline } from '../scope.js';
import { Commits, type Listener } from './commits.js';

/**
 * Pause between two polls. With 250 ms, two replicas of orders served half as many waiting customers as one. A single replica is
 * notified of every commit, so its polls find only changes made by hand.
 */
const POLL_MS = { alone: 1_000, replicated: 25 };
const MOST_WAITING = 10_000;
/** How long before the caller's deadline the answer is sent, so that it still arrives. */
const SPARE_MS = 50;

interface Waiting {
  readonly id: string;
  /** By performance.now(). */
  readonly since: number;
  seen(row: object): void;
  end(): void;
}

/** Waits until a view row fulfils a condition: notified by commits of this process, and by a poll for those of other replicas. */
@Injectable()
export class Watch {
  private readonly waiting = new Map<Type<object>, PassingSet<Waiting>>();
  private readonly unread = new Map<Type<object>, Set<Waiting>>();
  private poll: NodeJS.Timeout | undefined;
  private isReleased = false;

  constructor(
    private readonly commits: Commits,
    private readonly dataSource: DataSource,
    @Inject(HOST) private readonly host: Host,
  ) {}

  /**
   * The row as soon as `isWanted` holds for it, otherwise as it is after `waitMs` or at the caller's deadline, whichever is first;
   * undefined when there is none.
   * A row that this process has committed recently needs no query. Other waits that begin in the same turn of the event loop share
   * one statement, and all waits share one poll statement.
   * @param entity  a view whose primary key is one column named `id`
   */
  until<Row extends object>(
    entity: Type<Row>,
    id: string,
    isWanted: (row: Row) => boolean,
    waitMs: number,
  ): Promise<Row | undefined> {
    const { promise, resolve } = Promise.withResolvers<Row | undefined>();
    let last: Row | undefined;
    const all = this.waiting.get(entity) ?? new PassingSet<Waiting>();
    this.waiting.set(entity, all);
    const end = (): void => {
      clearTimeout(timer);
      unhear();
      all.delete(waiting);
      resolve(last);
    };
    const seen = (row: object): void => {
      last = row as Row;
      if (isWanted(last)) end();
    };
    const waiting: Waiting = { id, since: performance.now(), seen, end };
    const leftMs = Math.min(waitMs, deadline() - SPARE_MS - performance.now());
    const timer = setTimeout(end, all.size < MOST_WAITING && !this.isReleased ? leftMs : 0);
    const unhear = this.commits.hear(entity, id, seen);
    all.add(waiting);
    const known = this.commits.lastOf(entity, id);
    if (known) seen(known);
    else this.readSoon(entity, waiting);
    this.poll ??= this.nextPoll();
    return promise;
  }

  /** Calls `seen` once for every change of a view row that this process commits, as long as it runs. It must not throw. */
  each<Row extends object>(entity: Type<Row>, seen: (row: Row) => void): void {
    this.commits.hearAll(entity, seen as Listener);
  }

  /** How many wait. */
  get size(): number {
    return [...this.waiting.values()].reduce((sum, { size }) => sum + size, 0);
  }
  /** Further ones of an entity do not wait. */
  readonly most = MOST_WAITING;

  /** The process stops: all waits end with the last known row. */
  release(): void {
    this.isReleased = true;
    for (const all of this.waiting.values()) for (const waiting of [...all]) waiting.end();
  }

  private readSoon(entity: Type<object>, waiting: Waiting): void {
    const unread = this.unread.get(entity);
    if (unread) return void unread.add(waiting);
    this.unread.set(entity, new Set([waiting]));
    setImmediate(() => {
      const batch = this.unread.get(entity)!;
      this.unread.delete(entity);
      void this.read(entity, [...batch]);
    });
  }

  /** Replicas may come and go between two polls. */
  private get pollMs(): number {
    return this.host.isReplicated ? POLL_MS.replicated : POLL_MS.alone;
  }

  private nextPoll(): NodeJS.Timeout {
    return setTimeout(() => this.readAll(), this.pollMs).unref();
  }

  private readAll(): void {
    const young = performance.now() - this.pollMs; // they were just read, and most are notified before the next poll
    for (const [entity, all] of this.waiting)
      void this.read(
        entity,
        [...all].filter(({ since }) => since <= young),
      );
    const isWaitedFor = [...this.waiting.values()].some(({ size }) => size > 0);
    this.poll = isWaitedFor ? this.nextPoll() : undefined;
  }

  private async read(entity: Type<object>, waiting: readonly Waiting[]): Promise<void> {
    if (!waiting.length) return;
    try {
      const ids = [...new Set(waiting.map(({ id }) => id))];
      const rows = await this.dataSource
        .getRepository<{ id: string }>(entity as Type<{ id: string }>)
        .findBy({ id: In(ids) });
      const byId = new Map(rows.map((row) => [row.id, row]));
      for (const one of waiting) if (byId.has(one.id)) one.seen(byId.get(one.id)!);
    } catch {
      // the next poll tries again, and every wait has a deadline
    }
  }
}
