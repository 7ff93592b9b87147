import { type ChildProcess, execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { hasEnded, ServerChild, spawnServer } from '#libs/processes';
import { RabbitmqError } from '../rabbitmq-error.js';
import { environmentOf, logOf, prepare, urlOf, wipe, type RabbitmqPlace } from './place.js';
import { rabbitmqPrograms, type RabbitmqPrograms } from './programs.js';

/** It takes 5 s alone, and several times that on a machine that starts many processes at once. */
const READY_MS = 90_000;
const LOOK_MS = 50;

/** One run of a RabbitMQ on the loopback interface, with an epmd of its own. */
export class RabbitmqProcess extends ServerChild {
  private constructor(
    child: ChildProcess,
    private readonly epmd: ChildProcess,
    private readonly programs: RabbitmqPrograms,
    private readonly place: RabbitmqPlace,
  ) {
    super(child);
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
    const [{ dir }, log, env] = [place, logOf(place), environmentOf(place)];
    writeFileSync(log, '', { mode: 0o600 });
    const run = (...command: string[]) => spawnServer({ command, dir, log, env, endedBy: 'KILL' });
    // RabbitMQ would start an epmd by itself, as a daemon that outlives it
    const epmd = run(programs.epmd, '-port', String(place.epmdPort), '-address', '127.0.0.1');
    return new RabbitmqProcess(run(programs.server), epmd, programs, place);
  }

  override get pids(): readonly number[] {
    return [this.pid, this.epmd.pid!];
  }
  get url(): string {
    return urlOf(this.place);
  }

  /** The epmd ends after the broker. */
  override async ended(): Promise<void> {
    for (const child of [this.child, this.epmd]) await hasEnded(child);
  }

  /** At once, and with its data: it would take 1 to 3 s to end by itself, to keep what nobody needs. */
  override async stop(): Promise<void> {
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
    const log = logOf(this.place);
    const isReady = () => readFileSync(log, 'utf8').includes('Server startup complete');
    if (await this.becomes(isReady, READY_MS, LOOK_MS)) return;
    await this.stop();
    const reason = reasonIn(readFileSync(log, 'utf8'));
    throw new RabbitmqError('rabbitmq.cannot-start', `RabbitMQ does not start: ${reason} (see ${log}).`);
  }
}

/** The first error is the cause; a script that fails before logs begin says why in its last line. */
const reasonIn = (log: string): string =>
  /^ERROR: (.+)$/m.exec(log)?.[1] ??
  /\[error\] <[\d.]+> +([^ ].*)$/m.exec(log)?.[1] ??
  (log.trim().split('\n').at(-1) || 'it gave no reason');
