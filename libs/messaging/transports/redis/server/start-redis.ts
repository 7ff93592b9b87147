import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { dataFolder, type DataFolder } from '#libs/config';
import { freePort } from '#libs/free-ports';
import { BackOff } from '#libs/processes';
import { pongs, RedisProcess, urlOf, type RedisPlace } from './redis-process.js';

export interface RedisServerOptions {
  /** The data folder (`CLEAVE_DATA_DIR`); made when missing. */
  readonly dataDir: string;
  /** Receives a line when Redis has ended and when it is started again. */
  readonly log?: (line: string) => void;
}

/** A Redis that is restarted on the same port when it ends. */
export interface RedisServer {
  /** Includes the password. */
  readonly url: string;
  readonly port: number;
  /** Of the current run; 0 when another process has started it. */
  readonly pid: number;
  /** Takes at most about 5 s; may be called repeatedly. */
  stop(): Promise<void>;
}

interface State {
  readonly pid: number;
  readonly port: number;
  readonly owner: number;
}

/**
 * Runs the `redis-server` of the PATH below the data folder, on a free port. Files of an earlier run are deleted; every message is still
 * in its sender's outbox. Throws a RedisError (not-installed, cannot-start) or a DataFolderError.
 */
export async function startRedis({ dataDir, log = () => undefined }: RedisServerOptions): Promise<RedisServer> {
  const folder = dataFolder(dataDir);
  const password = folder.secret('redis');
  const foreign = await leftRunning(folder, password);
  if (foreign) return { url: urlOf({ ...foreign, password }), port: foreign.port, pid: 0, stop: async () => undefined };
  const dir = join(folder.path, 'redis');
  rmSync(dir, { recursive: true, force: true });
  return KeptRedis.start({ dir, port: await freePort(), password }, folder, log);
}

class KeptRedis implements RedisServer {
  private readonly stopping = new AbortController();
  private readonly kept: Promise<void>;

  private constructor(
    private life: RedisProcess,
    private readonly place: RedisPlace,
    private readonly folder: DataFolder,
    private readonly log: (line: string) => void,
  ) {
    this.note();
    this.kept = this.keep();
  }

  static async start(place: RedisPlace, folder: DataFolder, log: (line: string) => void): Promise<KeptRedis> {
    return new KeptRedis(await RedisProcess.start(place), place, folder, log);
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

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.life.stop();
    await this.kept;
    this.folder.removeState('redis');
  }

  private async keep(): Promise<void> {
    const backOff = new BackOff();
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const begun = performance.now();
      await this.life.ended();
      if (signal.aborted) return;
      this.log('Redis has ended; it is started again');
      await pause(backOff.next(performance.now() - begun), undefined, { signal }).catch(() => undefined);
      await this.revive();
    }
  }

  private async revive(): Promise<void> {
    if (this.stopping.signal.aborted) return;
    try {
      this.life = await RedisProcess.start(this.place);
      this.note();
      if (this.stopping.signal.aborted) await this.life.stop();
    } catch (error) {
      this.log((error as Error).message);
    }
  }

  private note(): void {
    this.folder.writeState('redis', { pid: this.life.pid, port: this.port, owner: process.pid } satisfies State);
  }
}

/** Finds the Redis of another run on this data folder, which is shared. One whose run was killed is stopped. */
async function leftRunning(folder: DataFolder, password: string): Promise<State | undefined> {
  const state = folder.readState<State>('redis');
  if (!state || !(await pongs(urlOf({ ...state, password })))) return undefined;
  if (isAlive(state.owner)) return state;
  process.kill(state.pid, 'SIGTERM');
  for (let n = 0; n < 50 && isAlive(state.pid); n++) await pause(100);
  return undefined;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
