import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@nestjs/common';
import type { ConsulApi, Definition } from './api.js';
import type { ConsulError } from './consul-error.js';
import type { Reach } from './reach.js';

/** How often it looks whether the agent still knows this process. Up to half of it is left out by chance, so that not all look at once. */
const LOOK_MS = 1_500;
const WITHDRAW_MS = 900;

/** Keeps the services of this process registered, also with an agent that has forgotten them. */
export class Announcer {
  /** Tells this run of the process from another one of the same name. */
  private readonly run: string = randomUUID();
  private services: readonly Definition[] = [];
  private readonly stopping = new AbortController();
  private kept: Promise<void> | undefined;
  private withdrawn: Promise<void> | undefined;

  constructor(
    private readonly api: ConsulApi,
    private readonly reach: Reach,
    private readonly logger: Pick<Logger, 'warn'>,
  ) {}

  /** An agent that is away is told when it is back. Rejects with a ConsulError when it refuses. */
  async announce(services: readonly Definition[]): Promise<void> {
    if (this.stopping.signal.aborted) return;
    this.services = services.map((one) => ({ ...one, Meta: { ...(one.Meta as object), run: this.run } }));
    const begun = this.begin();
    this.kept = begun.then(
      () => this.keep(),
      () => undefined,
    );
    await begun;
  }

  withdraw(): Promise<void> {
    return (this.withdrawn ??= this.leave());
  }

  private async keep(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await pause(LOOK_MS * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => undefined);
      if (!signal.aborted) await this.look(signal);
    }
  }

  private async begin(): Promise<void> {
    try {
      await this.register(this.services);
    } catch (error) {
      if (!(error as ConsulError).mayPass) throw error;
      this.reach.failed('registration', error as ConsulError);
    }
  }

  private async look(signal: AbortSignal): Promise<void> {
    try {
      const known = await this.known(signal);
      for (const { ID } of this.services) this.reach.tell(ID, this.takenText(ID, known.get(ID)));
      await this.register(this.services.filter(({ ID }) => !known.has(ID)));
      this.reach.answered('registration');
    } catch (error) {
      if (!signal.aborted) this.reach.failed('registration', error as Error);
    }
  }

  private known(signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
    return this.api.registrationsOf(
      this.services.map(({ ID }) => ID),
      signal,
    );
  }

  /** To register again would end in two processes that replace each other's entry forever, so the latest one keeps it. */
  private takenText(id: string, run = this.run): string | undefined {
    if (run === this.run) return undefined;
    return `Another process has registered as ${id} and is found instead of this one: give each a CLEAVE_REPLICA of its own`;
  }

  private async register(services: readonly Definition[]): Promise<void> {
    await Promise.all(services.map((service) => this.api.register(service)));
  }

  private async leave(): Promise<void> {
    this.stopping.abort();
    if (!this.services.length) return;
    const limit = AbortSignal.timeout(WITHDRAW_MS);
    const late = new Promise<void>((resolve) => limit.addEventListener('abort', () => resolve(), { once: true }));
    await Promise.race([this.kept, late]); // a registration that is under way would come after the deregistration
    try {
      const ours = [...(await this.known(limit))].filter(([, run]) => run === this.run);
      await Promise.all(ours.map(([id]) => this.api.deregister(id, limit)));
    } catch (error) {
      this.logger.warn(
        `${(error as Error).message}; the entries of this process leave when their check has failed for a minute`,
      );
    }
  }
}
