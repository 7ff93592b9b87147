import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { Together } from '#test/together';

/** Well below the deadline of a call. */
const PATIENCE_MS = 150;

export interface Ring {
  readonly key: string;
  readonly pid: number;
}

/**
 * The world outside: a bell whose ledger is appended to and never changed, durably, in a database that no context can reach.
 * Calls come by the hundred; one statement each took a busy machine past their deadline, again and again.
 */
export class World {
  private readonly pool: pg.Pool;
  private readonly ringing = new Together((asked: readonly { key: string; until: number }[]) => this.ringAll(asked));
  private readonly asking = new Together((keys: readonly string[]) => this.findAll(keys));
  /** How often anybody called from here. */
  calls = 0;

  constructor(url: string) {
    this.pool = new pg.Pool({ connectionString: url, max: 4, connectionTimeoutMillis: 2_000 });
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
    this.calls++;
    if (answer === 'never') return pause(3_600_000, undefined, { signal });
    if (!(await this.ringing.ask({ key, until: Date.now() + PATIENCE_MS })))
      throw new Error('too late: the bell did not ring');
    if (answer === 'lost') throw new Error('the answer was lost');
  }

  hasRung(key: string): Promise<boolean> {
    this.calls++;
    return this.asking.ask(key);
  }

  /** Until it is mended every call fails, asking included. */
  async breakDown(): Promise<void> {
    await this.pool.query('ALTER TABLE ring RENAME TO broken_ring');
  }
  async mend(): Promise<void> {
    await this.pool.query('ALTER TABLE broken_ring RENAME TO ring');
  }

  async rings(): Promise<readonly Ring[]> {
    return (await this.pool.query<Ring>('SELECT key, pid FROM ring ORDER BY n')).rows;
  }

  async leave(): Promise<void> {
    await this.pool.end();
  }

  private async ringAll(asked: readonly { key: string; until: number }[]): Promise<readonly boolean[]> {
    const { rows } = await this.pool.query<{ key: string }>(
      `INSERT INTO ring (key, pid) SELECT key, $3 FROM unnest($1::uuid[], $2::float8[]) AS asked(key, until)
       WHERE clock_timestamp() < to_timestamp(until / 1000) RETURNING key`,
      [asked.map(({ key }) => key), asked.map(({ until }) => until), process.pid],
    );
    const rung = new Set(rows.map(({ key }) => key));
    return asked.map(({ key }) => rung.has(key));
  }

  private async findAll(keys: readonly string[]): Promise<readonly boolean[]> {
    const { rows } = await this.pool.query<{ key: string }>('SELECT key FROM ring WHERE key = ANY($1)', [keys]);
    const rung = new Set(rows.map(({ key }) => key));
    return keys.map((key) => rung.has(key));
  }
}
