import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '#libs/free-ports';

/** For what hangs: npm ci takes 18 s with a warm cache and may take minutes without. */
export const READY_MS = 400_000;
const LEFT_OUT = new Set(['node_modules', 'dist', '.git', '.cleave', 'coverage']);

/** Of this run; where npm finds its certificates is the machine's business. */
const OURS = /^(npm_|NODE_(?!EXTRA_CA_CERTS)|JEST_|CLEAVE_)/;

/** What a newcomer has: the sources and nothing else. */
export function freshClone(): string {
  const path = mkdtempSync(join(tmpdir(), 'cleave-clone-'));
  cpSync('.', path, {
    recursive: true,
    filter: (source) => !LEFT_OUT.has(relative('.', source) || '.') && basename(source) !== '.env',
  });
  return path;
}

/** `npm start` in a clone, in a process group of its own as a terminal gives it. */
export class Started {
  output = '';
  private constructor(
    readonly process: ChildProcess,
    readonly url: string,
  ) {
    for (const stream of [process.stdout!, process.stderr!]) stream.on('data', (text) => (this.output += text));
  }

  static async npmStart(clone: string, env: NodeJS.ProcessEnv = {}, command = ['npm', 'start']): Promise<Started> {
    const port = await freePort();
    const inherited = Object.entries(process.env).filter(([key]) => !OURS.test(key));
    const child = spawn(command[0]!, command.slice(1), {
      cwd: clone,
      detached: true,
      env: { ...Object.fromEntries(inherited), PORT: String(port), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new Started(child, `http://127.0.0.1:${port}`);
  }

  /** Milliseconds until it answers. Throws its output when it ends before, or hangs. */
  async ready(): Promise<number> {
    const began = Date.now();
    while (Date.now() - began < READY_MS) {
      if (this.process.exitCode !== null) break;
      const answer = await fetch(`${this.url}/livez`, { signal: AbortSignal.timeout(1_000) }).catch(() => undefined);
      if (answer?.ok) return Date.now() - began;
      await sleep(50);
    }
    this.signal('SIGKILL');
    throw new Error(`It does not serve:\n${this.output}`);
  }

  /** Signals the whole group, as Ctrl-C does. */
  signal(name: NodeJS.Signals): void {
    if (this.process.exitCode === null && this.process.signalCode === null) process.kill(-this.process.pid!, name);
  }

  async end(name: NodeJS.Signals): Promise<number | null> {
    const exit = once(this.process, 'exit');
    this.signal(name);
    const [code] = (await exit) as [number | null];
    return code;
  }
}

export const remove = (path: string): void => rmSync(path, { recursive: true, force: true, maxRetries: 5 });
