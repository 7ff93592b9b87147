import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { dyingWithUs } from '#libs/processes';
import type { Told } from '../lifeline.js';
import type { Ready } from '../start/announce.js';

/** How a run ended: by itself, or by a signal. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Why it could not be started. */
  readonly why?: string;
}

/** One run of a child process. It ends with the supervisor, because it ends itself when the IPC channel closes. */
export class Run {
  readonly ended: Promise<Ending>;
  private readonly child: ChildProcess;

  /** @param onReady  called with its report when it is ready */
  constructor(program: string, flags: readonly string[], env: NodeJS.ProcessEnv, onReady: (said: Ready) => void) {
    const [command, ...args] = [...dyingWithUs('KILL'), process.execPath, ...flags, program];
    // a process group of its own: Ctrl-C in a terminal reaches only the supervisor, which stops its processes in order
    this.child = spawn(command!, args, { env, detached: true, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    this.child.on('message', (said) => onReady(said as Ready));
    this.ended = new Promise((resolve) => {
      this.child.once('exit', (code, signal) => resolve({ code, signal }));
      this.child.once('error', ({ message }) => resolve({ code: 1, signal: null, why: message }));
    });
  }

  get pid(): number {
    return this.child.pid!;
  }
  get stdout(): Readable {
    return this.child.stdout!;
  }
  get stderr(): Readable {
    return this.child.stderr!;
  }

  /** One that has just ended is told nothing. */
  tell(told: Told): void {
    if (this.child.connected) this.child.send(told, () => undefined);
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }
}
