import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { inRoot } from './root.mjs';

/** Objects that wait for a commit outlive V8's default semi-space of 16 MB and are copied: with 64 MB, garbage collection takes half the time. */
const HEAP = '--max-semi-space-size=64';
const SAME_KEYPRESS_MS = 1_000;

/**
 * Starts a program in a process group of its own. It ends with this script, also after kill -9, and receives signals from this
 * script only: Ctrl-C goes to the whole process group and npm forwards it, too, so a program in this group would receive it
 * two or three times.
 */
export function start(node, args) {
  const settings = inRoot('.env');
  const flags = [HEAP, '--import', inRoot('scripts', 'lib', 'with-parent.mjs')];
  if (existsSync(settings)) flags.push(`--env-file=${settings}`); // --env-file-if-exists says so when there is none
  return spawn(node, [...flags, ...args], {
    cwd: inRoot(),
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    detached: true,
    env: { ...process.env, CLEAVE_SCRIPT: String(process.pid) },
  });
}

/** Starts a program that reads the keyboard, in this process group: only the terminal's foreground group may read. */
export function startInTerminal(node, args) {
  return spawn(node, args, { cwd: inRoot(), stdio: 'inherit' });
}

/** Its exit code; 128 + n, as in a shell, when signal n ended it. */
export function ended(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

/** Calls `stop` at the first signal, and `force` when Ctrl-C is pressed again. */
export function onSignals(stop, force) {
  let first = 0;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (!first) {
        first = Date.now();
        stop();
      } else if (signal === 'SIGINT' && Date.now() - first > SAME_KEYPRESS_MS) force();
    });
  }
}

/** Waits for a program's end and gives its exit code. A signal becomes one SIGTERM, a second Ctrl-C a SIGKILL. */
export function attend(child) {
  onSignals(
    () => child.kill('SIGTERM'),
    () => child.kill('SIGKILL'),
  );
  return ended(child);
}
