import type { ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { ServerChild, spawnServer } from '#libs/processes';

export interface MongoPlace {
  /** A folder for this server only. Created when missing. */
  readonly dir: string;
  readonly port: number;
  /** The path of `secantusd-py`. */
  readonly program: string;
  /** What it has acknowledged outlives a kill -9. Then it takes 4 ms to write an entry of an index, and a minute to drop a collection. */
  readonly isDurable: boolean;
}

/** It loads a good deal of Python, and a machine that starts many processes at once is slow. */
const READY_MS = 60_000;

/** One run of a SecantusDB on the loopback interface. */
export class MongoProcess extends ServerChild {
  private constructor(
    child: ChildProcess,
    private readonly place: MongoPlace,
  ) {
    super(child);
  }

  /** Resolves when it answers. Throws with the last line that it has printed. */
  static async start(place: MongoPlace): Promise<MongoProcess> {
    const { dir, port, program, isDurable } = place;
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const command = [program, '--host', '127.0.0.1', '--port', `${port}`, '--storage-path', join(dir, 'data')];
    const options = ['--log-level', 'WARNING', ...(isDurable ? ['--sync-on-commit'] : [])];
    const log = logOf(place);
    const made = new MongoProcess(spawnServer({ command: [...command, ...options], dir, log, endedBy: 'KILL' }), place);
    await made.ready();
    return made;
  }

  get url(): string {
    return `mongodb://127.0.0.1:${this.place.port}/cleave`;
  }

  async ready(): Promise<void> {
    if (await this.becomes(() => answers(this.url), READY_MS, 100)) return;
    const last = readFileSync(logOf(this.place), 'utf8').trim().split('\n').at(-1);
    throw new Error(`SecantusDB does not start: ${last || 'it gave no reason'} (see ${logOf(this.place)}).`);
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new MongoClient(url, {
    serverSelectionTimeoutMS: 500,
    connectTimeoutMS: 1_000,
    socketTimeoutMS: 1_000,
  });
  try {
    await client.db().command({ ping: 1 });
    return true;
  } catch {
    return false;
  } finally {
    await client.close();
  }
}

const logOf = ({ dir }: MongoPlace): string => join(dir, 'mongo.log');
