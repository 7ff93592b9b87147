import { mkdtempSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adminSession, discardEmbeddedServer, embeddedServer, type EmbeddedServer } from '#libs/database';

const PREFIX = 'cleave-test-';
const SETTINGS = {
  /** Lets a spec count statements; `max` so high that those of parallel specs do not push out one another's. */
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.max': 20_000,
  /** Every worker of Jest may run a whole system on it, and one with replicas may open 60. */
  max_connections: 400,
};

/** The run's server, for the teardown. */
let stopDatabase: (() => Promise<void>) | undefined;

/**
 * Jest's globalSetup: one temporary PostgreSQL for the run, started when the first spec asks for it. Specs ask over
 * HTTP, since they run in processes of their own and only this one lives as long as the run.
 */
export async function setup(): Promise<void> {
  process.env.CLEAVE_TEST_RUN = String(process.pid);
  const given = process.env.CLEAVE_TEST_DATABASE_URL;
  if (given) return void (stopDatabase = () => dropTemplates(given));
  await discardLeftovers();
  const dataDir = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  let started: Promise<EmbeddedServer> | undefined;
  const door = createServer((_request, response) => {
    response.setHeader('connection', 'close'); // the next spec of a worker may ask as an idle connection is closed, and get no answer
    started ??= embeddedServer({ dataDir, temporary: true, settings: SETTINGS });
    started.then(
      (server) => response.end(server.adminUrl),
      (error: Error) => response.writeHead(503).end(error.message),
    );
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  process.env.CLEAVE_TEST_DATABASE_DOOR = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
  stopDatabase = async () => {
    door.close().closeAllConnections();
    await started?.then((server) => server.stop()).catch(() => undefined);
    await discardEmbeddedServer(dataDir);
  };
}

/** Jest's globalTeardown. */
export async function teardown(): Promise<void> {
  await stopDatabase?.();
  stopDatabase = undefined;
}

async function dropTemplates(url: string): Promise<void> {
  await adminSession(url, async (admin) => {
    const mine = `datname LIKE 'template\\_${process.pid}\\_%'`;
    const { rows } = await admin.query<{ datname: string }>(`SELECT datname FROM pg_database WHERE ${mine}`);
    for (const { datname } of rows) {
      await admin.query(`ALTER DATABASE ${datname} IS_TEMPLATE false`);
      await admin.query(`DROP DATABASE ${datname}`);
    }
  });
}

/** A run that was killed could not tidy up. Its server died with it where the kernel can see to that; else it dies now. */
async function discardLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    if (!isAlive(Number(name.slice(PREFIX.length).split('-')[0])))
      await discardEmbeddedServer(join(tmpdir(), name)).catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
