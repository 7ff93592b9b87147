import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import pg from 'pg';
import { adminSession } from '#libs/database';
import { type Api, customer, operator, type Order, orderOf, type Product, stocked } from '#test/api';
import { Cleave, type Placed } from '#test/cleave';
import { OtlpReceiver } from '#test/otlp-receiver';
import { waitFor } from '#test/wait-for';
import { standingOf } from '../../acceptance/suites/looks.js';

/** An order, and the trace that its client has begun. */
export interface Traced {
  readonly id: string;
  readonly traceId: string;
}

const SETTINGS = {
  LOG_FORMAT: 'json',
  OTEL_METRICS_EXPORTER: 'prometheus',
  CLEAVE_MUTE_MS: '600000', // nobody ends what is stopped here
  CLEAVE_LEASE_MS: '2000',
  CLEAVE_EFFECT_LEASE_MS: '4000',
  CLEAVE_EFFECT_DEADLINE_MS: '2000',
  CLEAVE_REQUEST_DEADLINE_MS: '2000',
  CLEAVE_RETRY_MS: '10',
};

/** A system that tells all there is to tell, and is going to suffer faults. */
export class Stage {
  /** What has been printed before the fault. */
  private heard = 0;
  private holder: pg.Client | undefined;

  private constructor(
    readonly cleave: Cleave,
    readonly otlp: OtlpReceiver,
    readonly ada: Api,
    readonly staff: Api,
    private readonly mug: Product,
  ) {}

  static async open(settings: Readonly<Record<string, string>>, placed: Placed): Promise<Stage> {
    const otlp = await OtlpReceiver.start();
    const cleave = await Cleave.start({ ...otlp.settings, ...SETTINGS, ...settings }, placed);
    const [ada, staff] = [await customer(cleave), await operator(cleave)];
    const stage = new Stage(cleave, otlp, ada, staff, await stocked(staff, 100_000));
    await stage.final(await stage.order(), 'confirmed'); // every process knows every other
    return stage;
  }

  async close(): Promise<void> {
    await this.cleave.discard();
    await this.otlp.close();
  }

  async order(method?: string): Promise<Traced> {
    const traceId = randomBytes(16).toString('hex');
    const headers = { traceparent: `00-${traceId}-00f067aa0ba902b7-01` };
    const { status, body, text } = await this.ada.orderUntilTaken(orderOf(this.mug, 1, method), headers);
    if (status !== 202) throw new Error(`the order is answered ${status}: ${text}`);
    return { id: body.id, traceId };
  }

  /** As many as it takes until one is refused. */
  async orderUntilRefused(): Promise<void> {
    await waitFor(async () => {
      const { status } = await this.ada.order(orderOf(this.mug, 1));
      return status === 503 ? undefined : `an order is answered ${status}`;
    });
  }

  final(order: Traced, wanted: Order['status']): Promise<void> {
    return waitFor(async () => {
      const { status, progress } = await standingOf(this.ada, order);
      return status === wanted ? undefined : `the order is ${status} (${progress})`;
    });
  }

  /** The process of that name gets a signal. */
  signal(process_: string, signal: NodeJS.Signals): void {
    process.kill(this.cleave.member(process_).pid, signal);
  }

  sql(context: string, statement: string): Promise<unknown> {
    return adminSession(this.cleave.databases[context]!, (client) => client.query(statement));
  }

  /** Says what no process says to the port at which others call this one. */
  async chatter(process_: string): Promise<void> {
    const { pid } = this.cleave.member(process_);
    const file = /\0CLEAVE_PLACEMENT=([^\0]+)/.exec(readFileSync(`/proc/${pid}/environ`, 'utf8'))![1]!;
    const port = new RegExp(`\\b${process_}:[^]*?address:\\s*-\\s*"?[\\d.]+:(\\d+)`).exec(
      readFileSync(file, 'utf8'),
    )![1];
    const socket = connect(Number(port), '127.0.0.1').on('error', () => undefined);
    socket.end('GET / HTTP/1.1\r\n\r\n');
    await once(socket.resume(), 'close');
  }

  /** Another session keeps a table of that context for itself. */
  async lock(context: string, table: string): Promise<void> {
    this.holder = new pg.Client({ connectionString: this.cleave.databases[context]! });
    await this.holder.connect();
    await this.holder.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
  }
  async unlock(): Promise<void> {
    await this.holder?.end();
  }

  /** From now on lines are those of the next fault. */
  listen(): void {
    this.heard = this.cleave.output.length;
  }
  get lines(): readonly string[] {
    return this.cleave.output.slice(this.heard).split('\n');
  }
}
