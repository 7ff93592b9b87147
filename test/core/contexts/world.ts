import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/** Well below the deadline of a call. */
const PATIENCE_MS = 150;

export interface Ring {
  readonly key: string;
  readonly pid: number;
}

/** The world outside: a bell whose ledger is appended to and never changed, durably, in a database that no context can reach. */
export class World {
  private readonly pool: pg.Pool;

  constructor(url: string) {
    this.pool = new pg.Pool({ connectionString: url, max: 4 });
    this.pool.on('error', () => undefined);
  }

  static async prepare(url: string): Promise<void> {
    const world = new World(url);
    await world.pool.query(
      'CREATE TABLE ring (n bigserial PRIMARY KEY, key uuid NOT NULL, pid integer NOT NULL, at timestamptz DEFAULT clock_timestamp())',
    );
    await world.leave();
  }

  /**
   * Rings, or not at all once its patience is over: whoever asks after the call's deadline gets a definite answer. A second ring
   * under the same key is written down like the first: it is what must not happen.
   */
  async ring(key: string, signal: AbortSignal, answer: 'clear' | 'lost' | 'never' = 'clear'): Promise<void> {
    if (answer === 'never') return pause(3_600_000, undefined, { signal });
    const text = 'INSERT INTO ring (key, pid) SELECT $1, $2 WHERE clock_timestamp() < to_timestamp($3)';
    const { rowCount } = await this.pool.query(text, [key, process.pid, (Date.now() + PATIENCE_MS) / 1_000]);
    if (!rowCount) throw new Error('too late: the bell did not ring');
    if (answer === 'lost') throw new Error('the answer was lost');
  }

  async hasRung(key: string): Promise<boolean> {
    const { rowCount } = await this.pool.query('SELECT FROM ring WHERE key = $1', [key]);
    return rowCount! > 0;
  }

  async rings(): Promise<readonly Ring[]> {
    return (await this.pool.query<Ring>('SELECT key, pid FROM ring ORDER BY n')).rows;
  }

  async leave(): Promise<void> {
    await this.pool.end();
  }
}
