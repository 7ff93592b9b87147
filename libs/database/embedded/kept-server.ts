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

/** A running PostgreSQL on the loopback interface. While somebody uses it, it is started again on the same port whatever ends it. */
export interface EmbeddedServer {
  /** Superuser's URL of the database `postgres`; it holds the password. */
  readonly adminUrl: string;
  readonly port: number;
  /** Where its data lies. */
  readonly folder: string;
  /** Of its present life. */
  readonly pid: number;
  /** It ran already: another process uses it, or the one that started it was killed. */
  readonly adopted: boolean;
  /** Why it does not serve now; undefined: it does. */
  trouble(): string | undefined;
  /** Leaves the server; it is stopped (fast shutdown) when nobody else uses it. At most about 15 s; may be repeated. */
  stop(): Promise<void>;
}

interface KeptServerOptions {
  readonly folder: DataFolder;
  readonly home: Home;
  readonly temporary: boolean;
  launch(port: number, deadline: number): Promise<Launched>;
  log(line: string): void;
  /** Aborted by `stop`; `launch` hears it, too. */
  readonly stopping: AbortController;
}

/**
 * A server that is started again, on the same data and the same port, whatever has ended it: the processes that use it hold URLs
 * with that port. While it cannot be started (a full disk, a damaged folder) it is tried again every 10 s at the latest, and not
 * given up: whoever mends the cause need not restart anything.
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

  /** A process that was started meanwhile may have found our port taken. */
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
    const last = await use.leave().catch(() => !postmasterOf(home.cluster)); // it may have died before us
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

/** Where the server of a data folder was found last. */
export const portNotedIn = (folder: DataFolder): number | undefined =>
  folder.readState<{ port: number }>('postgres')?.port;

/** False when it was told to stop meanwhile. */
const waited = (ms: number, signal: AbortSignal): Promise<boolean> => pause(ms, true, { signal }).catch(() => false);
