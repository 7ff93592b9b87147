import type { Logger } from '@nestjs/common';
import type { Instance } from '../discovery.js';
import type { Announced, Registry } from '../registry.js';
import { Announcer } from './announcer.js';
import type { ConsulApi, Definition } from './api.js';
import { Follower } from './follower.js';
import { Reach } from './reach.js';

/** A registry in Consul. A context is the service `<prefix>-<context>`, an instance of it has the id `<prefix>-<context>-<process>`. */
export class ConsulRegistry implements Registry {
  private readonly followers: ReadonlyMap<string, Follower>;
  private readonly announcer: Announcer;
  private readonly reach: Reach;

  constructor(
    private readonly api: ConsulApi,
    private readonly prefix: string,
    { follow, services }: { readonly follow: readonly string[]; readonly services: readonly string[] },
    logger: Logger,
  ) {
    this.reach = new Reach(logger);
    this.announcer = new Announcer(api, this.reach, logger);
    const names = new Map([
      ...follow.map((context) => [context, this.nameOf(context)] as const),
      ...services.map((name) => [name, name] as const),
    ]);
    this.followers = new Map([...names].map(([known, name]) => [known, new Follower(api, this.reach, name)]));
  }

  /** Resolves when the instances of all that is followed are known. Rejects with a ConsulError; may be called again. */
  async begin(): Promise<void> {
    await Promise.all([...this.followers.values()].map((follower) => follower.begin()));
  }

  /** Follows them from now on. */
  start(): void {
    for (const follower of this.followers.values()) follower.start();
  }

  instancesOf(context: string): readonly Instance[] {
    return this.followers.get(context)?.instances ?? NONE;
  }

  announce(services: readonly Announced[]): Promise<void> {
    return this.announcer.announce(services.map((service) => this.definitionOf(service)));
  }

  withdraw(): Promise<void> {
    return this.announcer.withdraw();
  }

  trouble(): string | undefined {
    return this.reach.trouble();
  }

  async close(): Promise<void> {
    await this.withdraw();
    const closed = [...this.followers.values()].map((follower) => follower.close());
    await Promise.all([this.api.close(), ...closed]);
  }

  private nameOf(context: string): string {
    return `${this.prefix}-${context}`;
  }

  private definitionOf({ context, id, host, port, tags = [], meta = {}, check }: Announced): Definition {
    return {
      ID: `${this.nameOf(context)}-${id}`,
      Name: this.nameOf(context),
      Address: host,
      Port: port ?? 0,
      Tags: tags,
      Meta: { ...meta, process: id },
      Check: {
        Name: 'ready',
        HTTP: check.url,
        Interval: '1s',
        Timeout: '1s',
        FailuresBeforeCritical: 2, // one alone is a busy machine
        Status: 'passing', // it is ready; without this the first second would be one without it
        DeregisterCriticalServiceAfter: '1m', // Consul allows no less
      },
    };
  }
}

const NONE: readonly Instance[] = [];
