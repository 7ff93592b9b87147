import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { dyingWithUs, type ServerProcess } from '#libs/processes';
import { ConsulError } from '../consul-error.js';
import { Admin } from './admin.js';
import { configOf, type ConsulPlace } from './consul-place.js';
import { consulProgram } from './program.js';

const READY_MS = 30_000;
const STOP_MS = 5_000;

/** One run of `consul agent -dev` on the loopback interface: a direct child in a session of its own, which keeps nothing. */
export class ConsulProcess implements ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly place: ConsulPlace,
  ) {}

  /** Resolves when services can be registered. Throws a ConsulError (not-installed, cannot-start). */
  static async start(place: ConsulPlace): Promise<ConsulProcess> {
    const made = ConsulProcess.spawn(place);
    await made.ready();
    return made;
  }

  static spawn(place: ConsulPlace): ConsulProcess {
    mkdirSync(place.dir, { recursive: true, mode: 0o700 });
    const file = join(place.dir, 'consul.json');
    writeFileSync(file, JSON.stringify(configOf(place), undefined, 2), { mode: 0o600 });
    const [program, ...rest] = [...dyingWithUs('KILL'), consulProgram(), 'agent', '-dev', '-config-file', file];
    const log = openSync(logOf(place), 'w', 0o600);
    const child = spawn(program!, rest, { cwd: place.dir, detached: true, stdio: ['ignore', log, log] });
    closeSync(log);
    child.on('error', () => undefined); // it counts as ended
    child.unref();
    return new ConsulProcess(child, place);
  }

  get pid(): number {
    return this.child.pid!;
  }
  get pids(): readonly number[] {
    return [this.pid];
  }
  get address(): string {
    return `127.0.0.1:${this.place.ports[0]}`;
  }
  get isRunning(): boolean {
    return this.child.pid !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  async ended(): Promise<void> {
    if (this.isRunning) await once(this.child, 'exit');
  }

  /** SIGTERM, then SIGKILL if it does not end. */
  async stop(): Promise<void> {
    this.signal('SIGTERM');
    const deadline = setTimeout(() => this.signal('SIGKILL'), STOP_MS);
    await this.ended();
    clearTimeout(deadline);
  }

  async ready(): Promise<void> {
    const limit = performance.now() + READY_MS;
    const admin = new Admin(this.address, this.place.tokens?.admin);
    try {
      while (this.isRunning && performance.now() < limit) {
        if (await admin.knowsANode()) return await admin.admit(this.place.tokens);
        await pause(20);
      }
    } finally {
      await admin.close();
    }
    this.signal('SIGKILL');
    throw new ConsulError('consul.cannot-start', `Consul does not start: ${this.reason()} (see ${logOf(this.place)}).`);
  }

  private reason(): string {
    const lines = readFileSync(logOf(this.place), 'utf8').split('\n');
    const last = lines.filter((line) => /\[ERROR\]|^==> /.test(line)).at(-1);
    return last?.replace(/^.*\[ERROR\] |^==> /, '') ?? 'it gave no reason';
  }
}

const logOf = ({ dir }: ConsulPlace): string => join(dir, 'consul.log');
