import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Environment variables that are removed: with settings from the user's shell the figures could not be compared. */
const FOREIGN = /^(CLEAVE_|DATABASE_URL$|REDIS_URL|RABBITMQ_URL|CONSUL_|PORT$|HOST$|LOG_(FORMAT|LEVEL)$|NODE_OPTIONS$)/;

export const ourEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN.test(name)));

export const inRoot = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** Starts a Node program that ends with this process, also after kill -9: with-parent.mjs watches the IPC channel. */
export function startNode(args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, ['--import', inRoot('scripts/lib/with-parent.mjs'), ...args], {
    cwd: inRoot(''),
    detached: true, // Ctrl-C is for us: we stop what we started, in order
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...env, CLEAVE_SCRIPT: String(process.pid) },
  });
}

/** Sends SIGTERM, and SIGKILL when the process has not ended in time. */
export async function stopped(child: ChildProcess, patienceMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  const late = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  child.kill('SIGTERM');
  await ended;
  clearTimeout(late);
}
