import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { dyingWithUs } from '#libs/processes';
import type { Ready } from '../start/announce.js';

/** How a run ended: by itself, or by a signal. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** It could not even be begun. */
  readonly why?: string;
}

/** One run of a process, from its start to its end. It never outlives us: it dies when the channel between us closes. */
export class Run {
  readonly ended: Promise<Ending>;
  private readonly child: ChildProcess;

  /** @param onReady  hears what it says when it serves */
  constructor(program: string, flags: readonly string[], env: NodeJS.ProcessEnv, onReady: (said: Ready) => void) {
    const [command, ...args] = [...dyingWithUs('KILL'), process.execPath, ...flags, program];
    // a group of its own: Ctrl-C in a terminal is for us, we stop what we started, in order
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

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }
}
