import pg from 'pg';
import { tracing } from '#libs/telemetry';
import { flown, flying } from './flight-span.js';
import { Flight, type BoundStatement, type Prepared, type Row } from './flight.js';

export interface ConnectionOptions {
  readonly url: string;
  /** Its purpose; shown in pg_stat_activity. */
  readonly name: string;
  /** Session settings; those unknown to the server's version are left out. */
  readonly settings: Readonly<Record<string, string>>;
  /** Time without an answer after which the connection is closed, in milliseconds. */
  readonly timeoutMs: number;
}

/** Identifies a backend. The start time is included because process ids are reused. */
export interface Backend {
  readonly pid: number;
  readonly startedAt: string;
}

/** The connection was lost before the answer arrived: the statements may or may not have been executed. */
export class ConnectionLost extends Error {
  readonly code = 'database.connection-lost';
}

const CONNECT_TIMEOUT_MS = 5_000;

/** One connection to PostgreSQL that runs flights. It is not shared: the code that opens it also closes it. */
export class Connection {
  private readonly prepared: Prepared = { columns: new Map(), doubtful: new Set() };
  private broken: Error | undefined;

  private constructor(
    private readonly client: pg.Client,
    readonly backend: Backend,
    private readonly options: ConnectionOptions,
  ) {
    client.on('error', (error) => (this.broken ??= error));
    client.on('end', () => (this.broken ??= new Error('the server closed the connection')));
  }

  /** Rejects with the driver's error when the server cannot be reached or refuses. */
  static async open(options: ConnectionOptions): Promise<Connection> {
    const client = new pg.Client({
      connectionString: options.url,
      application_name: options.name,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
    });
    client.on('error', () => undefined); // an 'error' event without a listener ends the process
    try {
      await client.connect();
      const settings = JSON.stringify(options.settings);
      const { rows } = await client.query<{ pid: number; startedAt: string }>(OPENING, [settings]);
      return new Connection(client, rows[0]!, options);
    } catch (error) {
      void client.end().catch(() => undefined);
      throw error;
    }
  }

  get isLost(): boolean {
    return this.broken !== undefined;
  }

  /** The rows of each statement, in order. Rejects with PostgreSQL's error (later statements are skipped), or with ConnectionLost. */
  async flight(statements: readonly BoundStatement[]): Promise<Row[][]> {
    if (this.broken) throw new ConnectionLost(this.broken.message, { cause: this.broken });
    const { promise, resolve, reject } = Promise.withResolvers<Row[][]>();
    const deadline = setTimeout(() => this.giveUp(), this.options.timeoutMs);
    const done = (error: Error | undefined, rows: Row[][]): void => {
      clearTimeout(deadline);
      if (!error) return resolve(rows);
      if (error instanceof pg.DatabaseError) return reject(error);
      this.broken ??= error;
      reject(new ConnectionLost(error.message, { cause: error }));
    };
    const span = tracing && flying(this.options.url, statements);
    this.client.query(new Flight(statements, this.prepared, done) as unknown as pg.Submittable);
    return span ? flown(span, promise) : promise;
  }

  /** Closes it: with the protocol's Terminate message while it works, otherwise by closing the socket. */
  async end(): Promise<void> {
    if (this.broken) return this.giveUp();
    await Promise.race([this.client.end(), new Promise((resolve) => setTimeout(resolve, 1_000).unref())]).catch(
      () => undefined,
    );
  }

  /** Closes the socket; running flights reject with ConnectionLost. */
  giveUp(): void {
    (this.client as unknown as { connection: { stream: { destroy(error?: Error): void } } }).connection.stream.destroy(
      new Error(`no answer within ${this.options.timeoutMs} ms`),
    );
  }
}

/** Applies the settings that this server knows, and returns the identity of its backend. */
const OPENING = `
  WITH known AS (
    SELECT set_config(s.name, w.value, false) FROM jsonb_each_text($1::jsonb) AS w(name, value) JOIN pg_settings s USING (name)
  )
  SELECT pg_backend_pid() AS pid, (SELECT backend_start::text FROM pg_stat_activity WHERE pid = pg_backend_pid()) AS "startedAt",
         (SELECT count(*) FROM known)::int AS applied`;
