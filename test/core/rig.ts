import pg from 'pg';
import { contextApp, ProcessHost, type ContextApp } from '#libs/hosting';
import {
  Bus,
  Directory,
  messagingConfig,
  messagingSettings,
  newId,
  type Carrier,
  type MessagingSettings,
  type RequestOptions,
} from '#libs/messaging';
import { Config } from '#libs/config';
import { channels } from '#test/channels';
import { freshDatabase, type FreshDatabase } from '#test/postgres';
import { Sell, subscriptions } from './contexts/contracts.js';
import { ShopModule } from './contexts/shop.js';
import { StoreModule } from './contexts/store.js';
import { World } from './contexts/world.js';

export const CONTEXTS = ['shop', 'store'] as const;
export type ContextName = (typeof CONTEXTS)[number];
const modules = { shop: ShopModule, store: StoreModule };

/** Leases and pauses in the measure of a test. */
export const QUICK: MessagingSettings = {
  ...messagingSettings(Config.read([messagingConfig], {})),
  leaseMs: 1_500,
  effectLeaseMs: 1_500,
  effectDeadlineMs: 500,
  retryMs: 50,
};

export interface ReplicaOptions {
  /** Process and replica, as it calls itself in the outbox. */
  readonly name?: string;
  readonly contexts?: readonly ContextName[];
  readonly settings?: Partial<MessagingSettings>;
  /** Other ways to the databases: through a proxy. */
  readonly urls?: Partial<Record<ContextName, string>>;
  /** How it reaches contexts that it does not host. */
  readonly remote?: (context: ContextName) => Carrier | undefined;
}

/** One process that hosts contexts of the suite, as hosting would build it; several of them stand for replicas. */
export class Replica {
  private constructor(
    readonly host: ProcessHost,
    private readonly apps: readonly ContextApp[],
    /** The world outside, as it is called from here. */
    readonly world: World,
  ) {}

  static async start(
    urls: Readonly<Record<ContextName | 'world', string>>,
    options: ReplicaOptions = {},
  ): Promise<Replica> {
    const world = new World(urls.world);
    const host = new ProcessHost({
      process: options.name ?? 'one',
      directory: new Directory(subscriptions),
      settings: { ...QUICK, ...options.settings },
      urls: new Map(Object.entries({ ...urls, ...options.urls })),
      poolSize: 2,
      channels,
      values: { world },
      remote: options.remote as (context: string) => Carrier | undefined,
    });
    const apps: ContextApp[] = [];
    for (const name of options.contexts ?? CONTEXTS) apps.push(await contextApp(name, modules[name], host, false));
    for (const { engine } of apps) await engine.start();
    return new Replica(host, apps, world);
  }

  engine(name: ContextName) {
    return this.apps.find((app) => app.name === name)!.engine;
  }

  /** Asks in the name of the suite, at this replica. */
  request<M extends object>(message: M, options?: RequestOptions) {
    return new Bus('test', (context) => this.host.carrierTo(context, 'test'), 10_000, channels).request(
      message,
      options,
    );
  }

  async stop(): Promise<void> {
    for (const { engine, app } of this.apps) {
      await engine.drain();
      await app.close();
    }
    await this.world.leave();
  }
}

/** Databases for one test, and whoever runs on them. */
export class Rig {
  readonly replicas: Replica[] = [];
  readonly sold: Sell[] = [];

  private constructor(
    private readonly databases: Readonly<Record<ContextName | 'world', FreshDatabase>>,
    readonly db: Readonly<Record<ContextName, pg.Pool>>,
    readonly world: World,
  ) {}

  /** @param server  admin URL of another PostgreSQL than that of the run */
  static async open(server?: string): Promise<Rig> {
    const [shop, store, world] = await Promise.all(
      ['shop', 'store', 'world'].map((name) => freshDatabase(`core_${name}`, undefined, server)),
    );
    await World.prepare(world!.url);
    return new Rig(
      { shop: shop!, store: store!, world: world! },
      { shop: look(shop!.url), store: look(store!.url) },
      new World(world!.url),
    );
  }

  get urls(): Readonly<Record<ContextName | 'world', string>> {
    const { shop, store, world } = this.databases;
    return { shop: shop.url, store: store.url, world: world.url };
  }

  async start(options?: ReplicaOptions): Promise<Replica> {
    const replica = await Replica.start(this.urls, options);
    this.replicas.push(replica);
    return replica;
  }

  /** Sells, and remembers what was sold for the books. */
  async sell(replica: Replica, wish: Partial<Sell> & Pick<Sell, 'shelf'>, options?: RequestOptions) {
    const sell = new Sell({ id: newId(), quantity: 1, ...wish });
    const reply = await replica.request(sell, options);
    this.sold.push(sell);
    return reply;
  }

  async query<Row extends pg.QueryResultRow>(
    context: ContextName,
    text: string,
    values: unknown[] = [],
  ): Promise<Row[]> {
    return (await this.db[context].query<Row>(text, values)).rows;
  }

  async close(): Promise<void> {
    for (const replica of this.replicas.toReversed()) await replica.stop();
    await Promise.all([this.db.shop.end(), this.db.store.end(), this.world.leave()]);
    await Promise.all(Object.values(this.databases).map((database) => database.drop()));
  }
}

function look(url: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 3, application_name: 'core test' });
  return pool.on('error', () => undefined);
}
