import type { ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ServerChild, spawnServer } from '#libs/processes';
import { ConsulError } from '../consul-error.js';
import { Admin } from './admin.js';
import { configOf, type ConsulPlace } from './consul-place.js';
import { consulProgram } from './program.js';

const READY_MS = 30_000;

/** One run of `consul agent -dev` on the loopback interface, which keeps nothing. */
export class ConsulProcess extends ServerChild {
  private constructor(
    child: ChildProcess,
    private readonly place: ConsulPlace,
  ) {
    super(child);
  }

  /** Resolves when services can be registered. Throws a ConsulError (not-installed, cannot-start). */
  static async start(place: ConsulPlace): Promise<ConsulProcess> {
    const made = ConsulProcess.spawn(place);
    await made.ready();
    return made;
  }

  static spawn(place: ConsulPlace): ConsulProcess {
    const { dir } = place;
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const [file, log] = [join(dir, 'consul.json'), logOf(place)];
    writeFileSync(file, JSON.stringify(configOf(place), undefined, 2), { mode: 0o600 });
    writeFileSync(log, '', { mode: 0o600 });
    const command = [consulProgram(), 'agent', '-dev', '-config-file', file];
    return new ConsulProcess(spawnServer({ command, dir, log, endedBy: 'KILL' }), place);
  }

  get address(): string {
    return `127.0.0.1:${this.place.ports[0]}`;
  }

  async ready(): Promise<void> {
    const admin = new Admin(this.address, this.place.tokens?.admin);
    try {
      if (await this.becomes(() => admin.knowsANode(), READY_MS)) return await admin.admit(this.place.tokens);
    } finally {
      await admin.close();
    }
    throw new ConsulError('consul.cannot-start', `Consul does not start: ${this.reason()} (see ${logOf(this.place)}).`);
  }

  private reason(): string {
    const lines = readFileSync(logOf(this.place), 'utf8').split('\n');
    const last = lines.filter((line) => /\[ERROR\]|^==> /.test(line)).at(-1);
    return last?.replace(/^.*\[ERROR\] |^==> /, '') ?? 'it gave no reason';
  }
}

const logOf = ({ dir }: ConsulPlace): string => join(dir, 'consul.log');
