import pg from 'pg';
import { itemsPerBatch, type Batches } from '../stage/batches.js';
import type { Stage } from '../stage/stage.js';
import { sumOf, type System } from '../stage/system.js';
import { busySeconds, cpuOf, cpuOfFamily, megabytesOf } from './processes.js';

/** In shares of one core; undefined where the operating system does not report it. */
export interface Cpu {
  /** All processes of Cleave. */
  readonly cleave?: number;
  readonly postgres?: number;
  readonly load?: number;
  /** All other processes of the machine, which disturb the measurement. */
  readonly others?: number;
}

export interface ProcessSpent {
  readonly name: string;
  /** As a share of one core. */
  readonly cpu?: number;
  /** Resident memory at the end. */
  readonly megabytes?: number;
}

export interface Spent {
  readonly seconds: number;
  readonly cpu: Cpu;
  readonly commits: number;
  readonly walBytes: number;
  readonly itemsPerBatch: Readonly<Record<string, number>>;
  readonly processes: readonly ProcessSpent[];
  /** Of all its processes. */
  readonly megabytes?: number;
}

interface Reading {
  readonly at: number;
  readonly processes: readonly { readonly name: string; readonly cpu?: number; readonly megabytes?: number }[];
  readonly postgres?: number;
  readonly load?: number;
  readonly bench: number;
  readonly machine: number;
  readonly commits: number;
  readonly walBytes: number;
  readonly batches: Batches;
}

/**
 * PostgreSQL's backends report their commits at most once a second. Under steady load the delay is the same at the begin and
 * at the end of a measurement, so it does not change the difference.
 */
const COUNTERS = `
  SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 AS "walBytes",
         (SELECT sum(xact_commit) FROM pg_stat_database WHERE starts_with(datname, $1))::float8 AS commits`;

/** Reads the CPU time and the counters of one system's processes and of the server. */
export class Meter {
  private constructor(
    private readonly stage: Pick<Stage, 'server' | 'generator'>,
    private readonly system: System,
    private readonly admin: pg.Client,
  ) {}

  static async open(stage: Stage, system: System): Promise<Meter> {
    const admin = new pg.Client({ connectionString: stage.server.adminUrl, application_name: 'bench-meter' });
    admin.on('error', () => undefined); // the query that runs reports it
    await admin.connect();
    return new Meter(stage, system, admin);
  }

  async read(): Promise<Reading> {
    const { server, generator } = this.stage;
    const { cleave, prefix } = this.system;
    const own = process.cpuUsage();
    const spent = {
      at: performance.now(),
      processes: cleave.members.map(({ name, pid }) => ({ name, cpu: cpuOf(pid), megabytes: megabytesOf(pid) })),
      postgres: cpuOfFamily(server.pid),
      load: cpuOf(generator.pid),
      bench: (own.user + own.system) / 1e6,
      machine: busySeconds(),
    };
    const [{ rows }, batches] = await Promise.all([
      this.admin.query<{ walBytes: number; commits: number }>(COUNTERS, [prefix]),
      cleave.batches(),
    ]);
    return { ...spent, ...rows[0]!, batches };
  }

  /** Runs a checkpoint before every round: one during a round would slow down only the system that is measured then. */
  async checkpoint(): Promise<void> {
    await this.admin.query('CHECKPOINT');
  }

  close(): Promise<void> {
    return this.admin.end();
  }
}

export function spentBetween(from: Reading, to: Reading): Spent {
  const seconds = (to.at - from.at) / 1_000;
  const share = (a: number | undefined, b: number | undefined): number | undefined =>
    a === undefined || b === undefined ? undefined : (b - a) / seconds;
  const processes = to.processes.map(({ name, cpu, megabytes }) => {
    const before = from.processes.find((one) => one.name === name);
    return { name, cpu: share(before?.cpu, cpu), megabytes };
  });
  const known = {
    cleave: sumOf(processes.map(({ cpu }) => cpu)),
    postgres: share(from.postgres, to.postgres),
    load: share(from.load, to.load),
  };
  const ours = sumOf([...Object.values(known), share(from.bench, to.bench)]);
  const others = ours === undefined ? undefined : Math.max(0, share(from.machine, to.machine)! - ours);
  return {
    seconds,
    cpu: { ...known, others },
    commits: to.commits - from.commits,
    walBytes: to.walBytes - from.walBytes,
    itemsPerBatch: itemsPerBatch(from.batches, to.batches),
    processes,
    megabytes: sumOf(processes.map(({ megabytes }) => megabytes)),
  };
}
