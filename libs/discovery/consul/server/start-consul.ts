import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { dataFolder, type DataFolder } from '#libs/config';
import { freePorts } from '#libs/free-ports';
import { BackOff, birthOf } from '#libs/processes';
import { ConsulProcess, type ConsulPlace } from './consul-process.js';

export interface ConsulServerOptions {
  /** The data folder (`CLEAVE_DATA_DIR`); made when missing. */
  readonly dataDir: string;
  /** Receives a line when the agent has ended and when it is started again. */
  readonly log?: (line: string) => void;
}

/** An agent that is restarted on the same port when it ends. It then knows nobody, and processes register again. */
export interface ConsulServer {
  /** Host and port of its HTTP API. */
  readonly address: string;
  /** The variables with which a process finds it. */
  readonly env: Readonly<Record<string, string>>;
  /** Of the current run; 0 when another process has started it. */
  readonly pid: number;
  /** Takes at most about 5 s; may be called repeatedly. */
  stop(): Promise<void>;
}

interface State {
  readonly pid: number;
  readonly birth: number;
  readonly owner: number;
  readonly address: string;
}

/** Runs `consul agent -dev` of the PATH on free ports. Throws a ConsulError (not-installed, cannot-start) or a DataFolderError. */
export async function startConsul({ dataDir, log = () => undefined }: ConsulServerOptions): Promise<ConsulServer> {
  const folder = dataFolder(dataDir);
  const foreign = await leftRunning(folder);
  if (foreign) return { address: foreign.address, env: envOf(foreign), pid: 0, stop: async () => undefined };
  const dir = join(folder.path, 'consul');
  rmSync(dir, { recursive: true, force: true });
  return KeptConsul.start({ dir, ports: await freePorts(4) }, folder, log);
}

class KeptConsul implements ConsulServer {
  private readonly stopping = new AbortController();
  private readonly kept: Promise<void>;

  private constructor(
    private life: ConsulProcess,
    private readonly place: ConsulPlace,
    private readonly folder: DataFolder,
    private readonly log: (line: string) => void,
  ) {
    this.note();
    this.kept = this.keep();
  }

  static async start(place: ConsulPlace, folder: DataFolder, log: (line: string) => void): Promise<KeptConsul> {
    return new KeptConsul(await ConsulProcess.start(place), place, folder, log);
  }

  get address(): string {
    return this.life.address;
  }
  get env() {
    return envOf(this);
  }
  get pid(): number {
    return this.life.pid;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.life.stop();
    await this.kept;
    this.folder.removeState('consul');
  }

  private async keep(): Promise<void> {
    const backOff = new BackOff();
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const begun = performance.now();
      await this.life.ended();
      if (signal.aborted) return;
      this.log('Consul has ended; it is started again');
      await pause(backOff.next(performance.now() - begun), undefined, { signal }).catch(() => undefined);
      await this.revive();
    }
  }

  private async revive(): Promise<void> {
    if (this.stopping.signal.aborted) return;
    try {
      this.life = await ConsulProcess.start(this.place);
      this.note();
      if (this.stopping.signal.aborted) await this.life.stop();
    } catch (error) {
      this.log((error as Error).message);
    }
  }

  private note(): void {
    const { pid, address } = this.life;
    const state = { pid, birth: birthOf(pid) ?? 0, owner: process.pid, address } satisfies State;
    this.folder.writeState('consul', state);
  }
}

const envOf = ({ address }: { readonly address: string }) => ({ CONSUL_HTTP_ADDR: address });

/** Finds the agent of another run on this data folder, which is shared. One whose run was killed is stopped. */
async function leftRunning(folder: DataFolder): Promise<State | undefined> {
  const state = folder.readState<State>('consul');
  const isAlive = () => state !== undefined && birthOf(state.pid) === state.birth;
  if (!state || !isAlive()) return undefined;
  if (birthOf(state.owner) !== undefined) return state;
  process.kill(state.pid, 'SIGTERM');
  for (let n = 0; n < 50 && isAlive(); n++) await pause(100);
  return undefined;
}
