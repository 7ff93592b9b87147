import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Sell } from '../core/contexts/contracts.js';
import type { ReplicaOptions, Rig } from '../core/rig.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

interface Word {
  readonly ready?: true;
  readonly sold?: string;
  readonly reply?: unknown;
  readonly failed?: string;
  readonly error?: string;
}

/** The suite's contexts as a process of its own, with a fault armed in it or not. It ends with this one. */
export class CoreChild {
  /** Sales that were asked for and not answered yet. */
  readonly asked = new Map<string, Sell>();
  readonly replies = new Map<string, string>();
  /** Requests that were answered by an error, with its text. */
  readonly refused = new Map<string, string>();
  /** What it wrote to stderr: a fault that strikes says so. */
  errors = '';

  private constructor(private readonly process: ChildProcess) {
    process.on('message', (word: Word) => this.heard(word));
    process.stderr!.on('data', (text: Buffer) => (this.errors += text.toString()));
  }

  /** Runs; the promise of `ready` says when it serves, or that it ended before. */
  static start(rig: Rig, fault = '', options: ReplicaOptions = {}): CoreChild {
    const args = [JSON.stringify(rig.urls), JSON.stringify(options)];
    const made = spawn(process.execPath, ['--import', here('typescript.mjs'), here('children/core.ts'), ...args], {
      env: { ...process.env, FAULT: fault, NODE_OPTIONS: '' },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    return new CoreChild(made);
  }

  get pid(): number {
    return this.process.pid!;
  }
  get isAlive(): boolean {
    return this.process.exitCode === null && this.process.signalCode === null;
  }
  /** Killed by a signal, or ended by itself. */
  get signal(): NodeJS.Signals | null {
    return this.process.signalCode;
  }

  /** True when it serves, false when it ended before it did. */
  async ready(): Promise<boolean> {
    if (!this.isAlive) return false;
    const said = once(this.process, 'message').then(() => true);
    return Promise.race([said, this.ended().then(() => false)]);
  }

  sell(sell: Sell): void {
    this.asked.set(sell.id, sell);
    if (this.process.connected) this.process.send({ sell }, () => undefined);
  }

  stop(): void {
    if (this.process.connected) this.process.send({ stop: true }, () => undefined);
  }

  kill(signal: NodeJS.Signals = 'SIGKILL'): void {
    this.process.kill(signal);
  }

  async ended(): Promise<void> {
    if (this.isAlive) await once(this.process, 'exit');
  }

  private heard({ sold, reply, failed, error }: Word): void {
    if (sold) this.replies.set(sold, JSON.stringify(reply));
    if (failed) this.refused.set(failed, error!);
    this.asked.delete(sold ?? failed ?? '');
  }
}
