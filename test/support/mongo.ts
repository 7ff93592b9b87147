import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Db, MongoClient } from 'mongodb';
import { freePort } from '#libs/free-ports';
import { type MongoPlace, MongoProcess } from '#test/mongo-process';
import { serverFolder, TestServer } from '#test/test-server';

/** A server that a spec has started can be mistreated; one that only CLEAVE_TEST_MONGO_URL names belongs to somebody. */
export type Need = 'its own' | 'any';

const given = process.env.CLEAVE_TEST_MONGO_URL;

/** The program of a SecantusDB, which is installed at the first time; or why there is none. */
function program(): { readonly program?: string; readonly why?: string } {
  const script = fileURLToPath(new URL('../../.ci/mongo', import.meta.url));
  try {
    const printed = execFileSync(script, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: 600_000 });
    return { program: printed.trim() };
  } catch (error) {
    return { why: (error as { stderr?: string }).stderr?.trim() || (error as Error).message };
  }
}

/** Describes what needs a MongoDB; where there is none, it says so and skips. */
export function describeWithMongo(name: string, body: () => void, need: Need = 'its own'): void {
  const skip = (why: string): void => {
    process.stderr.write(`\nSKIPPED, for want of a MongoDB ${why}: ${name}\n`);
    describe.skip(name, body);
  };
  if (given)
    return need === 'any' ? describe(name, body) : skip('that may be killed, CLEAVE_TEST_MONGO_URL is somebody’s');
  const { program: found, why } = program();
  return found ? describe(name, body) : skip(`(${why})`);
}

/** What a spec of the need `any` may do. */
export interface AnyMongo {
  /** With a database of its own. */
  readonly url: string;
  ask<T>(question: (db: Db) => Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

/** That of CLEAVE_TEST_MONGO_URL, in a database of its own, or one that is started. Says which. */
export async function anyMongo(): Promise<AnyMongo> {
  if (!given) return TestMongo.start({ isDurable: false });
  const url = Object.assign(new URL(given), { pathname: `/cleave_test_${randomBytes(4).toString('hex')}` }).href;
  const ask: AnyMongo['ask'] = (question) => asking(url, question);
  console.log(`MongoDB ${await ask(versionOf)} at CLEAVE_TEST_MONGO_URL`);
  return { url, ask, stop: () => ask(async (db) => void (await db.dropDatabase())) };
}

/** A MongoDB of one spec's own, to be mistreated. */
export class TestMongo extends TestServer<MongoPlace, MongoProcess> implements AnyMongo {
  static async start({ isDurable } = { isDurable: true }): Promise<TestMongo> {
    const place = { dir: serverFolder('mongo'), port: await freePort(), program: program().program!, isDurable };
    const mongo = new TestMongo(place, await MongoProcess.start(place), MongoProcess.start);
    console.log(await mongo.ask(descriptionOf));
    return mongo;
  }

  get url(): string {
    return this.life.url;
  }
  get port(): number {
    return this.place.port;
  }
  get pid(): number {
    return this.life.pid;
  }

  /** Killed, and back without anything that it had. */
  async wipe(): Promise<void> {
    await this.kill9();
    rmSync(join(this.place.dir, 'data'), { recursive: true });
    await this.restart();
  }

  /** One question on a connection of its own. */
  ask<T>(question: (db: Db) => Promise<T>): Promise<T> {
    return asking(this.url, question);
  }
}

async function asking<T>(url: string, question: (db: Db) => Promise<T>): Promise<T> {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 10_000 });
  try {
    return await question(client.db());
  } finally {
    await client.close();
  }
}

const versionOf = async (db: Db): Promise<string> =>
  ((await db.command({ buildInfo: 1 })) as { version: string }).version;

async function descriptionOf(db: Db): Promise<string> {
  const { secantusVersion, version } = (await db.command({ buildInfo: 1 })) as Record<string, string>;
  return `SecantusDB ${secantusVersion}, which says that it is MongoDB ${version}: one computer, own planner (docs/read-side.md)`;
}
