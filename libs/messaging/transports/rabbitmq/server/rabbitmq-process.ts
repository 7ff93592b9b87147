import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { dyingWithUs, type ServerProcess } from '#libs/processes';
import { RabbitmqError } from '../rabbitmq-error.js';
import { environmentOf, logOf, prepare, urlOf, wipe, type RabbitmqPlace } from './place.js';
import { rabbitmqPrograms, type RabbitmqPrograms } from './programs.js';

/** It takes 5 s alone, and several times that on a machine that starts many processes at once. */
const READY_MS = 90_000;
const LOOK_MS = 50;

/**
 * One run of a RabbitMQ on the loopback interface, with an epmd of its own. Both are direct children in sessions of their own, so that
 * Ctrl-C does not end them before the processes that still need them, and the kernel ends both with this process.
 */
export class RabbitmqProcess implements ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly epmd: ChildProcess,
    private readonly programs: RabbitmqPrograms,
    private readonly place: RabbitmqPlace,
  ) {
    child.once('exit', () => epmd.kill());
  }

  /** Resolves when clients can connect. Throws a RabbitmqError (not-installed, cannot-start). */
  static async start(place: RabbitmqPlace): Promise<RabbitmqProcess> {
    const made = RabbitmqProcess.spawn(place);
    await made.ready();
    return made;
  }

  static spawn(place: RabbitmqPlace): RabbitmqProcess {
    const programs = rabbitmqPrograms();
    prepare(place);
    const log = openSync(logOf(place), 'w', 0o600);
    const dying = dyingWithUs('KILL');
    const run = (...command: string[]): ChildProcess => {
      const [program, ...args] = [...dying, ...command];
      const options = { cwd: place.dir, env: environmentOf(place), detached: true };
      const child = spawn(program!, args, { ...options, stdio: ['ignore', log, log] });
      child.on('error', () => undefined).unref(); // it counts as ended
      return child;
    };
    // RabbitMQ would start an epmd by itself, as a daemon that outlives it
    const epmd = run(programs.epmd, '-port', String(place.epmdPort), '-address', '127.0.0.1');
    const made = new RabbitmqProcess(run(programs.server), epmd, programs, place);
    closeSync(log);
    return made;
  }

  get pids(): readonly number[] {
    return [this.child.pid!, this.epmd.pid!];
  }
  get url(): string {
    return urlOf(this.place);
  }
  get isRunning(): boolean {
    return isRunning(this.child);
  }

  /** To the broker. Its epmd ends after it. */
  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  async ended(): Promise<void> {
    for (const child of [this.child, this.epmd]) if (isRunning(child)) await once(child, 'exit');
  }

  /** At once, and with its data: it would take 1 to 3 s to end by itself, to keep what nobody needs. */
  async stop(): Promise<void> {
    for (const child of [this.child, this.epmd]) child.ref();
    this.signal('SIGKILL');
    await this.ended();
    wipe(this.place);
  }

  /** `rabbitmqctl` with these words; resolves with what it prints. Takes 0.3 s and more. */
  async ctl(...words: string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(this.programs.ctl, ['-q', ...words], {
      env: environmentOf(this.place),
    });
    return stdout.trim();
  }

  /** By its log: on the port, another broker could answer. */
  async ready(): Promise<void> {
    const limit = performance.now() + READY_MS;
    const log = logOf(this.place);
    while (this.isRunning && performance.now() < limit) {
      if (readFileSync(log, 'utf8').includes('Server startup complete')) return;
      await pause(LOOK_MS);
    }
    await this.stop();
    const reason = reasonIn(readFileSync(log, 'utf8'));
    throw new RabbitmqError('rabbitmq.cannot-start', `RabbitMQ does not start: ${reason} (see ${log}).`);
  }
}

const isRunning = ({ pid, exitCode, signalCode }: ChildProcess): boolean =>
  pid !== undefined && exitCode === null && signalCode === null;

/** The first error is the cause; a script that fails before logs begin says why in its last line. */
const reasonIn = (log: string): string =>
  /^ERROR: (.+)$/m.exec(log)?.[1] ??
  /\[error\] <[\d.]+> +([^ ].*)$/m.exec(log)?.[1] ??
  (log.trim().split('\n').at(-1) || 'it gave no reason');
