import { execFile } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '#libs/free-ports';
import { inRoot, stopped } from '../stage/child.js';

const READY_MS = 30_000;
const LOOK_MS = 100;
const STOP_MS = 10_000;

/** A server that speaks MongoDB's protocol, and a database of this run on it. */
export interface MongoServer {
  readonly url: string;
  /** `MongoDB 8.0.4`, or the program that stands in for it. */
  readonly name: string;
  /** Bytes of a collection and of its indexes; undefined where the server does not tell. */
  sizeOf(collection: string): Promise<{ readonly data: number; readonly indexes: number } | undefined>;
  stop(): Promise<void>;
}

/** The one at CLEAVE_TEST_MONGO_URL, or the SecantusDB that `.ci/mongo` installs, in this folder. */
export async function mongoServer(folder: string): Promise<MongoServer> {
  const { CLEAVE_TEST_MONGO_URL: given } = process.env;
  const database = `cleave_bench_${process.pid}`;
  const program = given === undefined ? await secantus(folder) : undefined;
  const url = Object.assign(new URL(given ?? `mongodb://127.0.0.1:${program!.port}`), {
    pathname: `/${database}`,
  }).href;
  const { MongoClient } = await import('mongodb');
  const client = new MongoClient(url, { serverSelectionTimeoutMS: READY_MS });
  const db = client.db(database);
  const { version } = (await db.admin().buildInfo()) as { version: string };
  return {
    url,
    name: program ? `${program.name} (says that it is MongoDB ${version})` : `MongoDB ${version}`,
    sizeOf: async (collection) => {
      const stats = await db.command({ collStats: collection }).catch(() => undefined);
      const [data, indexes] = [Number(stats?.['storageSize']), Number(stats?.['totalIndexSize'])];
      return data > 0 && indexes > 0 ? { data, indexes } : undefined;
    },
    stop: async () => {
      await db.dropDatabase().catch(() => undefined);
      await client.close();
      await program?.stop();
    },
  };
}

async function secantus(folder: string) {
  const { stdout } = await promisify(execFile)(inRoot('.ci/mongo'));
  const path = stdout.trim();
  const port = await freePort();
  const storage = join(folder, 'secantus');
  mkdirSync(storage, { recursive: true });
  const args = ['--host', '127.0.0.1', '--port', String(port), '--storage-path', storage, '--log-level', 'WARNING'];
  const child = spawn(path, args, { stdio: 'ignore' });
  const limit = performance.now() + READY_MS;
  const { MongoClient } = await import('mongodb');
  for (;;) {
    const probe = new MongoClient(`mongodb://127.0.0.1:${port}`, { serverSelectionTimeoutMS: 500 });
    const isReady = await probe.connect().then(
      () => true,
      () => false,
    );
    await probe.close();
    if (isReady) break;
    if (performance.now() > limit || child.exitCode !== null) throw new Error('SecantusDB does not start');
    await sleep(LOOK_MS);
  }
  const name = /secantusdb-[\w.]+/.exec(path)?.[0].replace('secantusdb-', 'SecantusDB ') ?? 'SecantusDB';
  return { port, name, stop: () => stopped(child, STOP_MS) };
}
