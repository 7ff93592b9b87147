import { setTimeout as pause } from 'node:timers/promises';
import { BackOff } from './back-off.js';
import { birthOf } from './birth.js';

/** One run of a server. */
export interface ServerProcess {
  /** All processes of it that could outlive this one, the server first. */
  readonly pids: readonly number[];
  /** Resolves when it can be used. Rejects with a readable message when that takes too long or when it has ended; then it does not run. */
  ready(): Promise<void>;
  ended(): Promise<void>;
  /** Also while it becomes ready. */
  stop(): Promise<void>;
}

/** Where the state of servers is written, such as a `DataFolder`. */
export interface ServerStates {
  readState<T>(name: string): T | undefined;
  writeState(name: string, state: unknown): void;
  removeState(name: string): void;
}

export interface KeptServerOptions<Place> {
  /** For log lines: `Redis`. */
  readonly title: string;
  /** Of its state: `redis`. */
  readonly name: string;
  readonly states: ServerStates;
  /** Chooses where a new one runs. Is written to the state as JSON: no passwords. */
  place(): Promise<Place>;
  spawn(place: Place): ServerProcess;
  /** Receives a line when it has ended and when it cannot be started again. */
  log(line: string): void;
}

/** A server on this machine which is started again, at the same place, when it ends. */
export interface KeptServer<Place> {
  readonly place: Place;
  /** Of the current run; 0 when another process has started it. */
  readonly pid: number;
  /** Its first run can be used. Rejects with a readable message. */
  readonly ready: Promise<void>;
  /** May be called repeatedly. One that another process has started runs on. */
  stop(): Promise<void>;
}

/** Pid and start time: a pid alone may belong to another program by now. */
interface Identity {
  readonly pid: number;
  readonly birth: number | undefined;
}

interface State<Place> {
  readonly place: Place;
  readonly owner: Identity;
  readonly processes: readonly Identity[];
}

/**
 * Starts a server for as long as this process runs, or shares the one that another running process has started. What a killed process has
 * left running is killed first: such a server holds nothing that must be kept.
 */
export async function keepServer<Place>(options: KeptServerOptions<Place>): Promise<KeptServer<Place>> {
  const found = options.states.readState<State<Place>>(options.name);
  if (found && isAlive(found.owner))
    return { place: found.place, pid: 0, ready: Promise.resolve(), stop: () => Promise.resolve() };
  await Promise.all((found?.processes ?? []).map(killed));
  return new OwnServer(await options.place(), options);
}

/** Whether a running process keeps the server of this name. */
export function isKept(states: Pick<ServerStates, 'readState'>, name: string): boolean {
  const found = states.readState<State<unknown>>(name);
  return found !== undefined && isAlive(found.owner);
}

class OwnServer<Place> implements KeptServer<Place> {
  private readonly stopping = new AbortController();
  private life: ServerProcess;
  readonly ready: Promise<void>;
  private readonly kept: Promise<void>;

  constructor(
    readonly place: Place,
    private readonly options: KeptServerOptions<Place>,
  ) {
    this.life = this.run();
    this.ready = this.life.ready();
    this.kept = this.ready.then(
      () => this.keep(),
      () => this.forget(),
    );
  }

  get pid(): number {
    return this.life.pids[0]!;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.life.stop();
    await this.kept;
    this.forget();
  }

  private async keep(): Promise<void> {
    const backOff = new BackOff();
    const { signal } = this.stopping;
    for (;;) {
      const begun = performance.now();
      await this.life.ended();
      if (signal.aborted) return;
      this.options.log(`${this.options.title} has ended; it is started again`);
      await pause(backOff.next(performance.now() - begun), undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      this.life = this.run();
      await this.life.ready().catch((error: Error) => signal.aborted || this.options.log(error.message));
    }
  }

  /** Its processes are written down before it is ready, so that the next start finds them also when this process is killed now. */
  private run(): ServerProcess {
    const { name, states, spawn } = this.options;
    const life = spawn(this.place);
    const [owner, ...processes] = [process.pid, ...life.pids].map((pid): Identity => ({ pid, birth: birthOf(pid) }));
    states.writeState(name, { place: this.place, owner: owner!, processes } satisfies State<Place>);
    return life;
  }

  private forget(): void {
    this.options.states.removeState(this.options.name);
  }
}

const isAlive = ({ pid, birth }: Identity): boolean => birth !== undefined && birthOf(pid) === birth;

async function killed(left: Identity): Promise<void> {
  if (isAlive(left)) process.kill(left.pid, 'SIGKILL');
  while (isAlive(left)) await pause(20);
}
