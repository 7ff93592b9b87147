import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { Cleave } from '#test/cleave';
import { Load, shopping } from './load.js';
import { Prometheus } from './prometheus.js';
import { SpanSink } from './spans.js';

/** Six hours are a minute, and five minutes five seconds. */
const FACTOR = 1 / 360;
/** The longest window that must be without failures before nothing fires is that minute. */
const LIMIT_MS = 120_000;
const CUSTOMERS = 3;
const DISK_MB = 64;

/** What makes faults of minutes take seconds. */
const SETTINGS = {
  OTEL_METRICS_EXPORTER: 'prometheus',
  CLEAVE_MUTE_MS: '600000', // a stopped process is left alone
  CLEAVE_LEASE_MS: '2000',
  CLEAVE_EFFECT_LEASE_MS: '2000',
  CLEAVE_EFFECT_DEADLINE_MS: '500',
  CLEAVE_RETRY_MS: '200',
  CLEAVE_TIMER_SCALE: '0.05', // compensation is overdue after 30 s
  CLEAVE_MAX_CONNECTIONS: '100',
};

/** A placement with orders in flight, and Prometheus beside it with the rules of deploy/observability. */
export class Lab {
  readonly begunAt = new Date();

  private constructor(
    readonly cleave: Cleave,
    readonly prometheus: Prometheus,
    readonly load: Load,
    readonly spans: SpanSink,
    private readonly disk: string | undefined,
  ) {}

  static async start(): Promise<Lab> {
    const spans = await SpanSink.start();
    const settings = { ...SETTINGS, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: spans.url };
    const cleave = await Cleave.prepare(settings, { split: 'inventory,payments' });
    const disk = mounted(cleave.env.CLEAVE_DATA_DIR!);
    await cleave.run();
    const [prometheus, load] = await Promise.all([Prometheus.start(FACTOR), shopping(cleave)]);
    const lab = new Lab(cleave, prometheus, load, spans, disk);
    prometheus.watch(cleave.members);
    lab.order();
    return lab;
  }

  /** A small volume with its data folder; undefined: only root may mount one. */
  get volume(): string | undefined {
    return this.disk;
  }

  order(): void {
    this.load.begin(CUSTOMERS);
  }

  /** Waits until each of these alerts has fired since it was called. @param mend  ends the fault, also when they do not fire */
  async fire(names: readonly string[], mend: () => unknown = () => undefined): Promise<void> {
    const quiet = new Set(names);
    try {
      await this.until(async (firing) => {
        for (const name of firing) quiet.delete(name);
        return quiet.size ? `${[...quiet].join(', ')} do not fire, but ${[...firing].join(', ') || 'none'}` : undefined;
      });
    } finally {
      await mend();
    }
  }

  /** Waits until nothing fires. */
  calm(): Promise<void> {
    return this.until(async (firing) => (firing.size ? `${[...firing].join(', ')} still fire` : undefined));
  }

  pid(context: string): number {
    return this.cleave.members.find(({ contexts }) => contexts.includes(context))!.pid;
  }

  /** Runs this in the database of a context, in a transaction that lasts until the connection is ended. */
  async hold(context: string, sql: string): Promise<pg.Client> {
    const client = await this.administrator(context);
    await client.query(`BEGIN; ${sql}`);
    return client;
  }

  async write(context: string, sql: string, values: readonly string[]): Promise<void> {
    const client = await this.administrator(context);
    await client.query(sql, [...values]).finally(() => void client.end());
  }

  async close(): Promise<void> {
    await this.load.end();
    await this.prometheus.stop();
    await this.cleave.stop();
    if (this.disk) execFileSync('umount', ['--lazy', this.disk]);
    await this.cleave.discard();
    await this.spans.away();
    rmSync(this.prometheus.dir, { recursive: true });
  }

  private async administrator(context: string): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.cleave.databases[context]! });
    await client.connect();
    return client;
  }

  private async until(missing: (firing: ReadonlySet<string>) => Promise<string | undefined>): Promise<void> {
    const limit = performance.now() + LIMIT_MS;
    for (;;) {
      const last = await missing(new Set(await this.prometheus.firing()));
      if (last === undefined) return;
      if (performance.now() > limit) throw new Error(`After ${LIMIT_MS / 1_000} s there is still this: ${last}`);
      await pause(200);
    }
  }
}

/** The folder, as a volume of its own. */
function mounted(folder: string): string | undefined {
  if (process.platform !== 'linux' || process.getuid!() !== 0) return undefined;
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m,mode=700`, 'cleave', folder]);
  return folder;
}
