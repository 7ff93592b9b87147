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
/** In pg_stat_activity. */
export const WRITER = 'cleave-orders-documents';
const TIMEOUT_MS = 15_000;

/** The one connection that writes documents, one flight after the other. It is opened when it is needed, and anew when it was lost. */
export class WritingConnection {
  private connection: Connection | undefined;
  private last: Promise<unknown> = Promise.resolve();
  private isClosed = false;

  constructor(private readonly url: string) {}

  /** As `Connection.flight`: all of it or nothing. Rejects while the server cannot be reached, and after `close`. */
  flight(statements: readonly BoundStatement[]): Promise<Row[][]> {
    if (this.isClosed) return Promise.reject(new Error('the store of documents is closed'));
    const flown = this.last.then(async () => (await this.open()).flight(statements));
    this.last = flown.catch(() => undefined);
    return flown;
  }

  /** When the flights before are done. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.last;
    await this.connection?.end();
    this.connection = undefined;
  }

  private async open(): Promise<Connection> {
    if (this.connection && !this.connection.isLost) return this.connection;
    this.connection?.giveUp();
    this.connection = undefined;
    const options = { url: this.url, name: WRITER, settings: SETTINGS, timeoutMs: TIMEOUT_MS };
    return (this.connection = await Connection.open(options));
  }
}
