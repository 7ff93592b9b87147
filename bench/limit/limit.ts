import { adminSession } from '#libs/database';
import { bareLoop } from './bare-loop.js';
import type { MeasureLimit } from './measure-limit.js';
import { SCHEMA } from './order-sql.js';
import { pgbench, pgbenchProgram } from './pgbench.js';

export interface Limit {
  /** What drives the database, in words. */
  readonly tool: string;
  readonly measure: MeasureLimit;
}

const DATABASE = 'bench_limit';

/** What this PostgreSQL can do at most with such orders, in a database of its own on the server that Cleave uses. */
export async function openLimit(adminUrl: string): Promise<Limit> {
  const url = Object.assign(new URL(adminUrl), { pathname: `/${DATABASE}` }).href;
  await adminSession(adminUrl, async (admin) => void (await admin.query(`CREATE DATABASE ${DATABASE}`)));
  await adminSession(url, async (client) => void (await client.query(SCHEMA)));
  const program = pgbenchProgram();
  return program
    ? { tool: 'pgbench -M prepared', measure: pgbench(program, url) }
    : { tool: 'a bare loop on node-postgres (there is no pgbench here; it would be faster)', measure: bareLoop(url) };
}
