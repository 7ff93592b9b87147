import type { Instance } from '../discovery.js';
import type { Seen } from './answers.js';

/** All processes look every second or two whether they are still registered, so until then they are there again. */
const SETTLING_MS = 10_000;

/** What an agent has answered about one service. */
export interface Change {
  /** Counts changes; a question with it waits for the next one. 0: there is none. */
  readonly index: number;
  readonly seen: readonly Seen[];
}

/**
 * The list for callers, by the answers of an agent that may be away, or restarted without any memory. Pure: `now` is any clock in
 * milliseconds.
 *
 * - Healthy instances are the list; one that is critical or not registered any more leaves.
 * - After an absence of the agent, those that it does not name are kept for a while, until they have registered again.
 * - Without a healthy one the list stays as it was, since a call finds out sooner than a health check. Addresses are brought up to date.
 */
export class KnownInstances {
  private held: readonly Instance[] = [];
  private next = 0;
  private settlesAt = -Infinity;

  get list(): readonly Instance[] {
    return this.held;
  }

  /** For the next question; with 0 it is answered at once. */
  get index(): number {
    return this.next;
  }

  /** How long the next question may wait for a change, at most: until the list has settled. */
  waitMs(now: number, mostMs: number): number {
    return this.settlesAt > now ? Math.min(mostMs, this.settlesAt - now) : mostMs;
  }

  /** The agent was away: it may have been restarted, also when its index is a greater one by chance. */
  lost(): void {
    this.next = 0;
    this.settlesAt = Infinity;
  }

  answered({ index, seen }: Change, now: number): void {
    const isReset = index < this.next || this.settlesAt === Infinity; // an index that goes back is that of an agent that has forgotten
    if (isReset) this.settlesAt = now + SETTLING_MS;
    this.next = index < this.next ? 0 : index;
    this.held = merged(this.held, seen, now < this.settlesAt);
  }
}

function merged(held: readonly Instance[], seen: readonly Seen[], isSettling: boolean): readonly Instance[] {
  const critical = byId(seen.filter(({ isHealthy }) => !isHealthy));
  const sound = byId(seen.filter(({ isHealthy }) => isHealthy));
  const named = new Map([...critical, ...sound]); // a process that has moved may still have a dead entry on its old machine
  const healthy = [...sound.values()];
  const awaited = isSettling ? held.filter(({ id }) => !named.has(id)) : [];
  if (healthy.length + awaited.length > 0) return [...healthy, ...awaited];
  return held.length ? held.map((one) => named.get(one.id) ?? one) : [...named.values()];
}

const byId = (seen: readonly Seen[]): ReadonlyMap<string, Instance> =>
  new Map(seen.map(({ id, host, port }) => [id, { id, host, port }]));
