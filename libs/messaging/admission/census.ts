import type { BoundStatement, Connection } from '#libs/database';
import { arrayLiteral } from '#libs/database/wire';
import type { Workload } from './workload.js';

const EVERY_MS = 2_000;
const PART = 1 / 4;

const count = {
  name: 'timers',
  text: `SELECT count(*)::int AS timers FROM outbox
    WHERE receiver = $1 AND due_at > (SELECT clock_timestamp()) AND sent_by = $2 AND type <> ALL($3::text[])`,
};

/**
 * Counts in the database the timers that this process has set and that have not fired, without those that are no work. This corrects the
 * count in memory, which misses timers from before a restart, those that another replica has ended, and those of a commit whose answer was lost.
 */
export class Census {
  private takenAt = 0;
  private readonly call: BoundStatement;

  constructor(
    private readonly workload: Workload,
    context: string,
    sentBy: string,
    idle: Iterable<string> = [],
  ) {
    this.call = { statement: count, values: [context, sentBy, arrayLiteral([...idle])] };
  }

  async begin(connection: Connection): Promise<void> {
    this.workload.correct(await this.ask(connection));
  }

  /** Called periodically; makes no query while there is no work. */
  async take(connection: Connection): Promise<void> {
    const { timers } = this.workload;
    if (timers === 0 || performance.now() - this.takenAt < EVERY_MS) return;
    this.takenAt = performance.now();
    this.workload.correct(Math.round(((await this.ask(connection)) - timers) * PART));
  }

  private async ask(connection: Connection): Promise<number> {
    const [rows] = await connection.flight([this.call]);
    return rows![0]!['timers'] as number;
  }
}
