import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { dyingWithUs } from './dying-with-us.js';
import type { ServerProcess } from './kept-server.js';

const STOP_MS = 5_000;

export interface SpawnServerOptions {
  /** Program and arguments. */
  readonly command: readonly string[];
  readonly dir: string;
  /** The file to which its output is appended. */
  readonly log: string;
  /** Sent by the kernel when this process ends. */
  readonly endedBy: 'KILL' | 'TERM';
  /** @defaultValue that of this process */
  readonly env?: NodeJS.ProcessEnv;
  /** Written to its standard input. */
  readonly input?: string;
}

/**
 * Starts a server as a direct child in a session of its own, so that Ctrl-C does not end it before the processes that still need it. One that
 * cannot be started counts as ended.
 */
export function spawnServer({ command, dir, log, endedBy, env, input }: SpawnServerOptions): ChildProcess {
  const [program, ...args] = [...dyingWithUs(endedBy), ...command];
  const output = openSync(log, 'a', 0o600);
  const stdin = input === undefined ? 'ignore' : 'pipe';
  const child = spawn(program!, args, { cwd: dir, env, detached: true, stdio: [stdin, output, output] });
  closeSync(output);
  child.on('error', () => undefined).unref();
  child.stdin?.on('error', () => undefined).end(input);
  return child;
}

/** One run of a server that is a child of this process. */
export abstract class ServerChild implements ServerProcess {
  protected constructor(protected readonly child: ChildProcess) {}

  abstract ready(): Promise<void>;

  get pid(): number {
    return this.child.pid!;
  }
  get pids(): readonly number[] {
    return [this.pid];
  }
  get isRunning(): boolean {
    return isRunning(this.child);
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  async ended(): Promise<void> {
    await hasEnded(this.child);
  }

  /** SIGTERM, then SIGKILL if it does not end. */
  async stop(): Promise<void> {
    this.signal('SIGTERM');
    const deadline = setTimeout(() => this.signal('SIGKILL'), STOP_MS);
    await this.ended();
    clearTimeout(deadline);
  }

  /** Asks until it is ready. False: it has ended, or was killed because it was not ready in time. */
  protected async becomes(isReady: () => boolean | Promise<boolean>, limitMs: number, everyMs = 20): Promise<boolean> {
    const limit = performance.now() + limitMs;
    while (this.isRunning && performance.now() < limit) {
      if (await isReady()) return true;
      await pause(everyMs);
    }
    this.signal('SIGKILL');
    return false;
  }
}

export async function hasEnded(child: ChildProcess): Promise<void> {
  if (isRunning(child)) await once(child, 'exit');
}

const isRunning = ({ pid, exitCode, signalCode }: ChildProcess): boolean =>
  pid !== undefined && exitCode === null && signalCode === null;
