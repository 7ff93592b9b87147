import { setTimeout as pause } from 'node:timers/promises';
import { BackOff } from '#libs/processes';
import type { Instance } from '../discovery.js';
import type { ConsulApi } from './api.js';
import { KnownInstances } from './known-instances.js';
import type { Reach } from './reach.js';

/** How long a question waits for a change. The agent adds up to a sixteenth, so that not all come back at once. */
const WAIT_MS = 30_000;
/** The least time between two questions, for an agent that answers at once again and again. */
const LEAST_MS = 100;

/** Knows the instances of one service, by a question that the agent answers when something has changed. */
export class Follower {
  private readonly known = new KnownInstances();
  private readonly ending = new AbortController();
  private following: Promise<void> | undefined;

  constructor(
    private readonly api: ConsulApi,
    private readonly reach: Reach,
    private readonly service: string,
  ) {}

  get instances(): readonly Instance[] {
    return this.known.list;
  }

  /** Resolves when it knows the present ones. Rejects with a ConsulError; may be called again. */
  async begin(): Promise<void> {
    await this.api.mayRead(this.service);
    await this.look();
  }

  /** Goes on until it is closed. */
  start(): void {
    this.following = this.follow();
  }

  async close(): Promise<void> {
    this.ending.abort();
    await this.following;
  }

  private async follow(): Promise<void> {
    const { signal } = this.ending;
    const backOff = new BackOff();
    while (!signal.aborted) {
      const begun = performance.now();
      const tookMs = () => performance.now() - begun;
      const restMs = await this.look().then(
        () => LEAST_MS - tookMs(),
        (error: Error) => this.lost(error, backOff.next(tookMs())),
      );
      if (restMs > 0) await pause(restMs, undefined, { signal }).catch(() => undefined);
    }
  }

  private async look(): Promise<void> {
    const { known, service, ending } = this;
    const waitMs = known.waitMs(performance.now(), WAIT_MS);
    const change = await this.api.changeOf(service, known.index, waitMs, ending.signal);
    this.reach.answered(service);
    known.answered(change, performance.now());
    const isUnhealthy = known.list.length > 0 && !change.seen.some(({ isHealthy }) => isHealthy);
    const text = `Consul knows no healthy instance of ${service}; the last known ones are kept`;
    this.reach.tell(service, isUnhealthy ? text : undefined);
  }

  private lost(error: Error, restMs: number): number {
    if (!this.ending.signal.aborted) this.reach.failed(this.service, error);
    this.known.lost();
    return restMs;
  }
}
