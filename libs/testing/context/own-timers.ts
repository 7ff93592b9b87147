import type pg from 'pg';

const NEXT = `
  SELECT (extract(epoch FROM min(due_at) - clock_timestamp()) * 1000)::float8 AS ms
  FROM outbox WHERE receiver = $1 AND sends = 0`;
/** Rows in flight are left out, since their lease must not expire. */
const BRING_FORWARD = `
  UPDATE outbox SET due_at = due_at - $2::float8 * interval '1 ms' WHERE receiver = $1 AND sends = 0`;
/** A timer's row is deleted some time after it was processed, which its inbox row shows. */
const UNDER_WAY = `
  SELECT type, key FROM outbox
  WHERE receiver = $1 AND CASE sends
    WHEN 0 THEN due_at <= clock_timestamp()
    ELSE NOT EXISTS (SELECT FROM inbox WHERE inbox.id = outbox.id) END`;

/** The timers of a context in its outbox: what it sends to itself, including retries. */
export class OwnTimers {
  constructor(
    private readonly client: pg.Client,
    private readonly context: string,
  ) {}

  /** Milliseconds until the first of them is due; Infinity: none waits. */
  async next(): Promise<number> {
    const { rows } = await this.client.query<{ ms: number | null }>(NEXT, [this.context]);
    const { ms } = rows[0]!;
    return ms === null ? Infinity : Math.max(0, ms);
  }

  /** Makes all of them due so much earlier. */
  async bringForward(ms: number): Promise<void> {
    await this.client.query(BRING_FORWARD, [this.context, ms]);
  }

  /** Those that are due and not taken yet. */
  async underWay(): Promise<readonly string[]> {
    const { rows } = await this.client.query<{ type: string; key: string }>(UNDER_WAY, [this.context]);
    return rows.map(({ type, key }) => `${type} ${key}`);
  }
}
