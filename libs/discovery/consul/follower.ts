import { setTimeout as pause } from 'node:timers/promises';
import { BackOff } from '#libs/processes';
import type { Instance } from '../discovery.js';
import type { Seen } from './answers.js';
import type { ConsulApi } from './api.js';
import { merged } from './merged.js';
import type { Reach } from './reach.js';

/** The least time between two questions, for an agent that answers at once again and again. */
const LEAST_MS = 100;
/** Within that time after an absence of the agent, processes register again: they look every second. */
const SETTLING_MS = 10_000;

/** Keeps the instances of one service, by a question that the agent answers when something has changed. */
export class Follower {
  private held: readonly Instance[] = [];
  private seen: readonly Seen[] = [];
  private index = 0;
  private isSettling = false;
  private settled: NodeJS.Timeout | undefined;
  private readonly ending = new AbortController();
  private following: Promise<void> | undefined;

  constructor(
    private readonly api: ConsulApi,
    private readonly reach: Reach,
    private readonly service: string,
  ) {}

  /** Whether they answer or not; never fewer because the agent is away or has forgotten them. */
  get instances(): readonly Instance[] {
    return this.held;
  }

  /** Resolves when it knows the present ones, and goes on. Rejects with a ConsulError. */
  async start(): Promise<void> {
    await this.api.mayRead(this.service);
    await this.look();
    this.following = this.follow();
  }

  /** The agent's connections must be closed before, or a question that waits delays it. */
  async close(): Promise<void> {
    this.ending.abort();
    clearTimeout(this.settled);
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
        (error: Error) => this.failed(error, backOff.next(tookMs())),
      );
      if (restMs > 0) await pause(restMs, undefined, { signal }).catch(() => undefined);
    }
  }

  private async look(): Promise<void> {
    const { index, seen } = await this.api.changeOf(this.service, this.index);
    this.reach.answered();
    if (index < this.index) this.isSettling = true; // the agent counts anew: it has forgotten all, or another one answers
    this.index = index < this.index ? 0 : index;
    this.take(seen);
    if (this.isSettling)
      this.settled ??= setTimeout(() => {
        this.isSettling = false;
        this.settled = undefined;
        this.take(this.seen);
      }, SETTLING_MS).unref();
  }

  /** An agent that was away may have been restarted, also when its index is by chance a greater one. */
  private failed(error: Error, restMs: number): number {
    if (!this.ending.signal.aborted) this.reach.failed(error);
    this.index = 0;
    this.isSettling = true;
    clearTimeout(this.settled);
    this.settled = undefined;
    return restMs;
  }

  private take(seen: readonly Seen[]): void {
    this.seen = seen;
    this.held = merged(this.held, seen, this.isSettling);
    const isUnhealthy = this.held.length > 0 && !seen.some(({ isHealthy }) => isHealthy);
    this.reach.tell(
      this.service,
      isUnhealthy ? `Consul knows no healthy instance of ${this.service}; the last known ones are kept` : undefined,
    );
  }
}
