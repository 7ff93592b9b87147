import { Connection, type BoundStatement, type Row } from '#libs/database/wire';

const SETTINGS = {
  default_transaction_isolation: 'read committed',
  // a plan made while a copy was empty would read all of it when it is full
  plan_cache_mode: 'force_custom_plan',
  enable_seqscan: 'off',
  jit: 'off',
  lock_timeout: '5s',
  statement_timeout: '10s',
  transaction_timeout: '12s', // PostgreSQL 17 and later
  idle_in_transaction_session_timeout: '2s',
  client_connection_check_interval: '1s',
  tcp_user_timeout: '5s',
};
const TIMEOUT_MS = 15_000;

/** The one connection that writes documents. It is opened when it is needed, and anew when it was lost. */
export class WritingConnection {
  private opening: Promise<Connection> | undefined;
  private last: Promise<unknown> = Promise.resolve();
  private isClosed = false;

  constructor(private readonly url: string) {}

  /** As `Connection.flight`: all of it or nothing, one after the other. Rejects while the server cannot be reached, and after `close`. */
  flight(statements: readonly BoundStatement[]): Promise<Row[][]> {
    const flown = this.last.then(async () => (await this.open()).flight(statements));
    this.last = flown.catch(() => undefined);
    return flown;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    const connection = await this.opening?.catch(() => undefined);
    await connection?.end();
  }

  private async open(): Promise<Connection> {
    if (this.isClosed) throw new Error('the store of documents is closed');
    const opening = (this.opening ??= Connection.open({
      url: this.url,
      name: 'cleave-orders-documents',
      settings: SETTINGS,
      timeoutMs: TIMEOUT_MS,
    }));
    const connection = await opening.catch((error: unknown) => {
      this.forget(opening);
      throw error;
    });
    if (!connection.isLost) return connection;
    this.forget(opening);
    connection.giveUp();
    return this.open();
  }

  /** Unless another call has begun to open a new one meanwhile. */
  private forget(opening: Promise<Connection>): void {
    if (this.opening === opening) this.opening = undefined;
  }
}
