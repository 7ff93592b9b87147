import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@nestjs/common';
import type { ConsulApi, Definition } from './api.js';
import { ConsulError } from './consul-error.js';
import type { Reach } from './reach.js';

/** How often it looks whether the agent still knows this process. Half of it is by chance, so that not all look at once. */
const LOOK_MS = 1_500;
const WITHDRAW_MS = 900;

/** Keeps the services of this process registered, also with an agent that has forgotten them. */
export class Announcer {
  /** Tells this run of the process from one that takes its place. */
  private readonly run = randomUUID();
  private services: readonly Definition[] = [];
  private readonly stopping = new AbortController();
  private kept: Promise<void> | undefined;
  private withdrawn: Promise<void> | undefined;

  constructor(
    private readonly api: ConsulApi,
    private readonly reach: Reach,
    private readonly logger: Logger,
  ) {}

  /** Rejects with a ConsulError when the agent does not allow it; one that is away gets it when it is back. */
  async announce(services: readonly Definition[]): Promise<void> {
    this.services = services.map((one) => ({ ...one, Meta: { ...(one.Meta as object), run: this.run } }));
    await this.register(this.services).catch((error: ConsulError) => {
      if (error.code !== 'consul.unreachable') throw error;
      this.reach.failed(error);
    });
    this.kept = this.keep();
  }

  withdraw(): Promise<void> {
    return (this.withdrawn ??= this.leave());
  }

  private async keep(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await pause(LOOK_MS * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      await this.look(signal).then(
        () => this.reach.answered(),
        (error: Error) => signal.aborted || this.reach.failed(error),
      );
    }
  }

  private async look(signal: AbortSignal): Promise<void> {
    const known = await this.api.registrationsOf(
      this.services.map(({ ID }) => ID),
      signal,
    );
    for (const { ID } of this.services) {
      const isTaken = known.has(ID) && known.get(ID) !== this.run;
      this.reach.tell(ID, isTaken ? `Another process has registered as ${ID}; callers find that one` : undefined);
    }
    await this.register(this.services.filter(({ ID }) => !known.has(ID)));
  }

  private async register(services: readonly Definition[]): Promise<void> {
    await Promise.all(services.map((service) => this.api.register(service)));
  }

  private async leave(): Promise<void> {
    this.stopping.abort();
    const limit = AbortSignal.timeout(WITHDRAW_MS);
    const late = new Promise<void>((resolve) => limit.addEventListener('abort', () => resolve(), { once: true }));
    await Promise.race([this.kept, late]); // a registration that is under way would come after the deregistration
    await Promise.all(this.services.map(({ ID }) => this.api.deregister(ID, limit))).catch((error: Error) =>
      this.logger.warn(`${error.message}; this process stays registered until its check has failed for a minute`),
    );
  }
}
