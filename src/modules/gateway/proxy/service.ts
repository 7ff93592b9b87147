import { Logger } from '@nestjs/common';
import { Pool } from 'undici';
import { canConnect, type Instance, Rotation } from '#libs/discovery';
import { originOf, type Route } from '#libs/hosting/routes';
import { FoldedLog } from '#libs/logging';
import type { Breaker } from '#libs/resilience';
import { Problem } from '../problems/problem.js';
import type { Asked } from './asked.js';
import { beginCall, endCall } from './client-span.js';
import { Exchange } from './exchange.js';
import { busy } from './upstream-problem.js';

/** The connections to one instance. */
interface Upstream {
  readonly pool: Pool;
  load: number;
}

/** A service behind a route: its instances, the connections to them, and how much of it may be used at once. */
export class Service {
  private readonly upstreams = new Map<string, Upstream>();
  /** Those of instances that are not known any more, until what is under way on them has ended. */
  private readonly leaving = new Set<Pool>();
  private known: readonly Instance[] = [];
  private readonly rotation: Rotation;
  private readonly logger = new Logger('proxy');
  private readonly absences = new FoldedLog((line) => this.logger.warn(line));
  private underWay = 0;
  private tunnels = 0;

  /** @param instances  the present ones: the same list as long as nothing has changed */
  constructor(
    private readonly route: Route,
    private readonly instances: () => readonly Instance[],
    private readonly breaker: Breaker,
  ) {
    this.rotation = new Rotation({
      instances,
      loadOf: (instance) => this.upstreams.get(originOf(route.to, instance))?.load ?? 0,
      probe: (instance) => canConnect(instance, route.limits.connect),
    });
  }

  /** Asks an instance, and another one when nothing could be sent to it. Resolves when the answer begins. */
  async ask(asked: Asked): Promise<Exchange> {
    const isTunnel = asked.upgrade !== undefined;
    const { sockets, waiting, webSockets } = this.route.limits;
    const instances = this.instances().length;
    if (this.underWay >= instances * sockets + waiting || (isTunnel && this.tunnels >= webSockets)) throw busy();
    const count = (one: 1 | -1): number => (isTunnel ? (this.tunnels += one) : (this.underWay += one));
    count(1);
    const span = beginCall(asked);
    const ended = (failure: unknown) => {
      count(-1);
      if (span) endCall(span, asked, failure);
    };
    try {
      const exchange = await this.breaker.run(() => this.attempt({ ...asked, span }));
      void exchange.isOver.then(() => ended(exchange.failure));
      return exchange;
    } catch (error) {
      ended(error);
      throw error;
    }
  }

  async close(): Promise<void> {
    this.rotation.close();
    const pools = [...this.leaving, ...[...this.upstreams.values()].map(({ pool }) => pool)];
    await Promise.all(pools.map((pool) => pool.destroy()));
  }

  private async attempt(asked: Asked): Promise<Exchange> {
    this.leaveOld();
    const tried = new Set<string>();
    for (let failure: unknown = new Problem(502, 'upstream.unreachable'); ;) {
      const instance = this.rotation.next(tried);
      if (!instance) throw failure;
      const upstream = this.at(instance);
      const exchange = new Exchange(asked);
      upstream.load++;
      void exchange.isOver.then(() => upstream.load--);
      try {
        await exchange.through(upstream.pool);
        this.rotation.answered(instance);
        return exchange;
      } catch (error) {
        if (!exchange.isUnsent) throw error;
        if (this.rotation.failed(instance)) this.away(instance, error as Error);
        failure = error;
        tried.add(instance.id);
        asked.span?.event('retry', { 'cleave.instance': instance.id, 'error.message': (error as Error).message });
      }
    }
  }

  private at(instance: Instance): Upstream {
    const origin = originOf(this.route.to, instance);
    const known = this.upstreams.get(origin);
    if (known) return known;
    const { connect: timeout, sockets } = this.route.limits;
    // Undici's own limits of time are off: they do not run while it is paused, and know neither the wait for a connection nor the whole
    const pool = new Pool(origin, {
      connections: sockets,
      pipelining: 1,
      connect: { timeout },
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    const upstream = { pool, load: 0 };
    this.upstreams.set(origin, upstream);
    return upstream;
  }

  /** Closes the connections to instances that are not known any more, each when its request has been answered. */
  private leaveOld(): void {
    const instances = this.instances();
    if (instances === this.known) return;
    this.known = instances;
    const present = new Set(instances.map((instance) => originOf(this.route.to, instance)));
    for (const [origin, { pool }] of this.upstreams) {
      if (present.has(origin)) continue;
      this.upstreams.delete(origin);
      this.leaving.add(pool);
      void pool.close().finally(() => this.leaving.delete(pool));
    }
  }

  private away({ id }: Instance, { message }: Error): void {
    this.absences.happened(id, `${this.route.prefix} has to do without ${id}: ${message}`);
  }
}
