import pg from 'pg';
import { itemsPerBatch, type Batches } from '../stage/batches.js';
import type { Stage } from '../stage/stage.js';
import { cpuOf, cpuOfFamily, megabytesOf } from './processes.js';

/** By process, as shares of one core; undefined where the system does not tell. */
export interface Cpu {
  readonly cleave?: number;
  readonly postgres?: number;
  readonly load?: number;
}

export interface Spent {
  readonly seconds: number;
  readonly cpu: Cpu;
  readonly commits: number;
  readonly walBytes: number;
  readonly itemsPerBatch: Readonly<Record<string, number>>;
  /** Resident memory of Cleave at the end. */
  readonly megabytes?: number;
}

interface Reading {
  readonly at: number;
  readonly cpu: Cpu;
  readonly commits: number;
  readonly walBytes: number;
  readonly batches: Batches;
  readonly megabytes?: number;
}

/**
 * PostgreSQL's backends tell of their commits at most once a second: over a few seconds of steady load the delay at the
 * beginning and at the end is the same.
 */
const COUNTERS = `
  SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 AS "walBytes",
         (SELECT sum(xact_commit) FROM pg_stat_database WHERE datname LIKE 'cleave\\_%')::float8 AS commits`;

/** Reads what the processes of a stage and its server have spent so far. */
export class Meter {
  private constructor(
    private readonly stage: Stage,
    private readonly admin: pg.Client,
  ) {}

  static async open(stage: Stage): Promise<Meter> {
    const admin = new pg.Client({ connectionString: stage.server.adminUrl, application_name: 'bench-meter' });
    admin.on('error', () => undefined); // the query that runs reports it
    await admin.connect();
    return new Meter(stage, admin);
  }

  async read(): Promise<Reading> {
    const { cleave, server, generator } = this.stage;
    const cpu = { cleave: cpuOf(cleave.pid), postgres: cpuOfFamily(server.pid), load: cpuOf(generator.pid) };
    const at = performance.now();
    const [{ rows }, batches] = await Promise.all([
      this.admin.query<{ walBytes: number; commits: number }>(COUNTERS),
      cleave.batches(),
    ]);
    return { at, cpu, ...rows[0]!, batches, megabytes: megabytesOf(cleave.pid) };
  }

  /** Starts every round alike: a checkpoint in the middle of one would be paid by whoever runs then. */
  async checkpoint(): Promise<void> {
    await this.admin.query('CHECKPOINT');
  }

  close(): Promise<void> {
    return this.admin.end();
  }
}

export function spentBetween(from: Reading, to: Reading): Spent {
  const seconds = (to.at - from.at) / 1_000;
  const share = (name: keyof Cpu): number | undefined => {
    const [a, b] = [from.cpu[name], to.cpu[name]];
    return a === undefined || b === undefined ? undefined : (b - a) / seconds;
  };
  return {
    seconds,
    cpu: { cleave: share('cleave'), postgres: share('postgres'), load: share('load') },
    commits: to.commits - from.commits,
    walBytes: to.walBytes - from.walBytes,
    itemsPerBatch: itemsPerBatch(from.batches, to.batches),
    megabytes: to.megabytes,
  };
}
