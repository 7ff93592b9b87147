import { setTimeout as pause } from 'node:timers/promises';
import type { DataFolder } from '#libs/config';
import { FoldedLog } from '#libs/logging';
import { BackOff } from '#libs/processes';
import { DatabaseError } from '../database-error.js';
import type { Home } from './home.js';
import { adminUrlOf, obtain, type Obtained } from './obtain.js';
import { postmasterOf, shutDown } from './postmaster.js';
import type { Launched } from './start.js';
import { removeHome } from './sweep.js';

/** A running PostgreSQL on the loopback interface. While a process uses it, it is restarted on the same port after any failure. */
export interface EmbeddedServer {
  /** The superuser's URL of the database `postgres`, including the password. */
  readonly adminUrl: string;
  readonly port: number;
  /** The folder of its data. */
  readonly folder: string;
  /** The process id of its current run. */
  readonly pid: number;
  /** It was running before: another process uses it, or the process that had started it was killed. */
  readonly adopted: boolean;
  /** Why it is not available now; undefined: it is. */
  trouble(): string | undefined;
  /** Ends the use of the server, and stops it (fast shutdown) when no other process uses it. At most about 15 s; may be called again. */
  stop(): Promise<void>;
}

interface KeptServerOptions {
  readonly folder: DataFolder;
  readonly home: Home;
  readonly temporary: boolean;
  launch(port: number, deadline: number): Promise<Launched>;
  log(line: string): void;
  /** Aborted by `stop`; also ends `launch`. */
  readonly stopping: AbortController;
}

/**
 * A server that is restarted on the same data and the same port after any failure, because the processes that use it have URLs with
 * that port. While it cannot be started (a full disk, a damaged folder), the start is retried at least every 10 s without limit, so
 * that nothing need be restarted when the cause is repaired.
 */
export class KeptServer implements EmbeddedServer {
  readonly adminUrl: string;
  readonly port: number;
  readonly folder: string;
  readonly adopted: boolean;
  private readonly folded: FoldedLog;
  private readonly kept: Promise<void>;
  private stopped: Promise<void> | undefined;
  private why: string | undefined;

  constructor(
    private readonly options: KeptServerOptions,
    private obtained: Obtained,
  ) {
    const { home, temporary, log } = options;
    this.port = obtained.server.port;
    this.folder = home.path;
    this.adopted = obtained.adopted;
    this.adminUrl = adminUrlOf(home, obtained.server);
    this.folded = new FoldedLog(log);
    this.note();
    this.kept = temporary ? Promise.resolve() : this.keep();
  }

  get pid(): number {
    return this.obtained.server.pid;
  }

  trouble(): string | undefined {
    return this.why;
  }

  stop(): Promise<void> {
    return (this.stopped ??= this.leave());
  }

  private async keep(): Promise<void> {
    const { signal } = this.options.stopping;
    const backOff = new BackOff();
    const told = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    while (!signal.aborted) {
      const begun = performance.now();
      await Promise.race([this.obtained.use.lost, told]);
      if (signal.aborted) return;
      this.why = 'PostgreSQL has ended';
      this.folded.happened('ended', 'PostgreSQL has ended; it is started again');
      let servedMs = performance.now() - begun;
      while (this.why && (await waited(backOff.next(servedMs), signal))) {
        servedMs = 0;
        await this.revive();
      }
    }
  }

  private async revive(): Promise<void> {
    const { home, stopping } = this.options;
    try {
      this.obtained = await this.onSamePort(await obtain(home, (deadline) => this.launch(deadline), stopping.signal));
      this.note();
      this.why = undefined;
      for (const kind of ['ended', 'fails']) this.folded.over(kind);
    } catch (error) {
      if (stopping.signal.aborted) return;
      const { message } = error as Error;
      this.why = 'PostgreSQL has ended, and starting it again fails; the log says why';
      this.folded.happened('fails', `starting PostgreSQL again fails: ${message}`);
    }
  }

  private async launch(deadline: number): Promise<void> {
    if ((await this.options.launch(this.port, deadline)) === 'port-taken')
      throw new DatabaseError(
        'database.cannot-start',
        `another program listens on its port ${this.port} now; end that, or stop Cleave and start it again.`,
      );
  }

  /** Another process may have started the server on another port meanwhile. */
  private async onSamePort(obtained: Obtained): Promise<Obtained> {
    if (obtained.server.port === this.port) return obtained;
    await obtained.use.close();
    throw new DatabaseError(
      'database.cannot-start',
      `it runs on port ${obtained.server.port} now, and this process knows it on port ${this.port}; stop Cleave and start it again.`,
    );
  }

  private async leave(): Promise<void> {
    const { home, temporary, stopping } = this.options;
    stopping.abort();
    await this.kept;
    const { use } = this.obtained;
    const last = await use.leave().catch(() => !postmasterOf(home.cluster)); // the server may have ended before this process
    if (last) await shutDown(home.cluster);
    await use.close();
    if (last && temporary) await removeHome(home.path);
  }

  private note(): void {
    const { folder, home } = this.options;
    const { pid, port } = this.obtained.server;
    folder.writeState('postgres', { pid, port, cluster: home.cluster, log: home.log });
  }
}

/** The last known address of the server of a data folder. */
export const portNotedIn = (folder: DataFolder): number | undefined =>
  folder.readState<{ port: number }>('postgres')?.port;

/** False when it was told to stop meanwhile. */
const waited = (ms: number, signal: AbortSignal): Promise<boolean> => pause(ms, true, { signal }).catch(() => false);
