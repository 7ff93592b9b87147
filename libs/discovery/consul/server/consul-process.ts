import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { dyingWithUs } from '#libs/processes';
import { ConsulError } from '../consul-error.js';
import { consulProgram } from './program.js';

export interface ConsulPlace {
  /** A folder for this agent only. Created when missing. */
  readonly dir: string;
  /** Of HTTP, RPC, and gossip in the local and the wide network, in this order. */
  readonly ports: readonly number[];
  /** More of its configuration: https://developer.hashicorp.com/consul/docs/agent/config/config-files */
  readonly config?: Readonly<Record<string, unknown>>;
}

const READY_MS = 30_000;
const STOP_MS = 5_000;

/** One run of `consul agent -dev` on the loopback interface: a direct child in a session of its own, which keeps nothing. */
export class ConsulProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly place: ConsulPlace,
  ) {}

  /** Resolves when services can be registered. Throws a ConsulError (not-installed, cannot-start). */
  static async start(place: ConsulPlace): Promise<ConsulProcess> {
    mkdirSync(place.dir, { recursive: true, mode: 0o700 });
    const file = join(place.dir, 'consul.json');
    writeFileSync(file, JSON.stringify(configOf(place), undefined, 2), { mode: 0o600 });
    const [program, ...rest] = [...dyingWithUs('KILL'), consulProgram(), 'agent', '-dev', '-config-file', file];
    const log = openSync(logOf(place), 'w', 0o600);
    const child = spawn(program!, rest, { cwd: place.dir, detached: true, stdio: ['ignore', log, log] });
    closeSync(log);
    child.on('error', () => undefined); // it counts as ended
    child.unref();
    const made = new ConsulProcess(child, place);
    try {
      await made.answers();
      return made;
    } catch (error) {
      child.kill('SIGKILL');
      throw error;
    }
  }

  get pid(): number {
    return this.child.pid!;
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

  private async answers(): Promise<void> {
    const limit = performance.now() + READY_MS;
    while (this.isRunning && performance.now() < limit) {
      if (this.log.includes('Synced node info')) return;
      await pause(20);
    }
    const reasons = this.log.split('\n').filter((line) => /\[ERROR\]|^==> /.test(line));
    const reason = reasons.at(-1)?.replace(/^.*\[ERROR\] |^==> /, '') ?? 'it gave no reason';
    throw new ConsulError('consul.cannot-start', `Consul does not start: ${reason} (see ${logOf(this.place)}).`);
  }

  private get log(): string {
    return readFileSync(logOf(this.place), 'utf8');
  }
}

const logOf = ({ dir }: ConsulPlace): string => join(dir, 'consul.log');

const configOf = ({ ports: [http, server, lan, wan], config }: ConsulPlace) => {
  const none = -1;
  const ports = { http, server, serf_lan: lan, serf_wan: wan, https: none, grpc: none, grpc_tls: none, dns: none };
  return {
    node_name: 'cleave',
    bind_addr: '127.0.0.1',
    client_addr: '127.0.0.1',
    log_level: 'info',
    disable_update_check: true,
    ...config,
    ports: { ...ports, ...(config?.ports as object) },
  };
};
