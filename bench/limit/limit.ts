import { adminSession } from '#libs/database';
import { bareLoop } from './bare-loop.js';
import type { MeasureLimit } from './measure-limit.js';
import { SCHEMA } from './order-sql.js';
import { pgbench, pgbenchProgram } from './pgbench.js';

export interface Limit {
  /** Name of the load driver, for the report. */
  readonly tool: string;
  readonly measure: MeasureLimit;
}

const DATABASE = 'bench_limit';

/** The maximum of such orders a second on this PostgreSQL, in a separate database on the server that Cleave uses. */
export async function openLimit(adminUrl: string): Promise<Limit> {
  const url = Object.assign(new URL(adminUrl), { pathname: `/${DATABASE}` }).href;
  await adminSession(adminUrl, async (admin) => void (await admin.query(`CREATE DATABASE ${DATABASE}`)));
  await adminSession(url, async (client) => void (await client.query(SCHEMA)));
  const program = pgbenchProgram();
  return program
    ? { tool: 'pgbench -M prepared', measure: pgbench(program, url) }
    : { tool: 'a bare loop on node-postgres (there is no pgbench here; it would be faster)', measure: bareLoop(url) };
}
