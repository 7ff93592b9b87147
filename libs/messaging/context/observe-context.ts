import type { DataSource } from 'typeorm';
import { gauge, metering, QUEUE_ITEMS, QUEUE_LIMIT, SlowReading, total, type Tell } from '#libs/telemetry';
import { duplicates } from '../metrics/index.js';
import type { Loop } from '../inbox/loop.js';
import type { Lane } from '../outbox/lane.js';
import { MOST_MESSAGES } from '../outbox/window.js';
import type { Watch } from '../work/watch.js';
import { FIGURES, type Figures } from './figures-sql.js';

const SENT = total(
  'cleave.messages.sent',
  '{message}',
  'Messages that were sent, each time; effects are calls of the world.',
);
const RESENT = total('cleave.messages.resent', '{message}', 'Those among them that had been sent before.');
const POOL = gauge(
  'cleave.pool.connections',
  '{connection}',
  'Connections for queries: used, idle, and queries that wait for one.',
);
const OUTBOX = gauge(
  'cleave.outbox.messages',
  '{message}',
  'Messages without a receipt, up to 100,000; timers once they are due.',
);
const OLDEST = gauge('cleave.outbox.oldest', 's', 'How long the oldest of them has waited.');
const LETTERS = gauge(
  'cleave.dead_letters',
  '{message}',
  'Messages that were given up and that no operator has settled.',
);
const SIZE = gauge('cleave.database.size', 'By', 'Size of the database of a context.');
const ALL = [SENT, RESENT, POOL, OUTBOX, OLDEST, LETTERS, SIZE, QUEUE_ITEMS, QUEUE_LIMIT];

interface Observed {
  readonly context: string;
  readonly loop: Loop;
  readonly lanes: ReadonlyMap<string, Lane>;
  readonly watch: Watch;
  readonly dataSource: DataSource;
}

/** Lets the metrics tell how a context is. Returns what ends it; undefined where there are no metrics. */
export function observeContext(observed: Observed): (() => void) | undefined {
  const { context, lanes, dataSource } = observed;
  duplicates(context, 0);
  const figures = new SlowReading(async () => {
    const [row] = await dataSource.query<Figures[]>(FIGURES, [[...lanes.keys()], context]);
    return row!;
  });
  return metering?.observe(ALL, async (tell) => {
    tellMemory(observed, tell);
    const known = await figures.latest();
    if (known) tellFigures(context, known, tell);
  });
}

/** What the process knows by itself. */
function tellMemory({ context, loop, lanes, watch, dataSource }: Observed, tell: Tell): void {
  const queue = (name: string, items: number, limit: number): void => {
    tell(QUEUE_ITEMS, items, { queue: name, context });
    tell(QUEUE_LIMIT, limit, { queue: name, context });
  };
  for (const [receiver, { traffic, size }] of lanes) {
    tell(SENT, traffic.sent, { context, receiver });
    tell(RESENT, traffic.resent, { context, receiver });
    queue(`lane to ${receiver}`, size, MOST_MESSAGES);
  }
  queue('inbox', loop.waiting, loop.most);
  queue('waiting queries', watch.size, watch.most);
  const { totalCount, idleCount, waitingCount, options } = poolOf(dataSource);
  queue('database connections', totalCount - idleCount, options.max);
  const states = { used: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
  for (const [state, connections] of Object.entries(states)) tell(POOL, connections, { context, state });
}

/** What stands in its tables. */
function tellFigures(context: string, { lanes, deadLetters, bytes }: Figures, tell: Tell): void {
  for (const { receiver, messages, oldestSeconds } of lanes) {
    tell(OUTBOX, messages, { context, receiver });
    tell(OLDEST, oldestSeconds, { context, receiver });
  }
  tell(LETTERS, deadLetters, { context });
  tell(SIZE, bytes, { context });
}

interface Pool {
  readonly totalCount: number;
  readonly idleCount: number;
  /** Queries that wait for a connection. */
  readonly waitingCount: number;
  readonly options: { readonly max: number };
}

/** The pool of pg, which TypeORM does not declare. */
const poolOf = ({ driver }: DataSource): Pool => (driver as unknown as { readonly master: Pool }).master;
