import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { compiler, project } from '../lib/build.mjs';
import { say } from '../lib/failure.mjs';
import { inRoot } from '../lib/root.mjs';

/** The compiler's incremental state, with which a check takes a third of the time. */
const MEMORY = ['--incremental', '--tsBuildInfoFile', inRoot('node_modules', '.cache', 'start-dev.tsbuildinfo')];

/** Checks types in the background. A type error is printed and does not stop the running process. */
export class TypeCheck {
  #child;
  #wereWrong = false;

  constructor(node) {
    this.node = node;
  }

  /** Starts a check of the current sources, and ends one of older sources. */
  begin() {
    this.stop();
    const child = spawn(this.node, [compiler, ...project, '--noEmit', '--pretty', 'false', ...MEMORY], {
      cwd: inRoot(),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#child = child;
    child.once('spawn', () => setPriority(child.pid, constants.priority.PRIORITY_LOW)); // the restart goes first
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
    child.once('close', (code) => {
      if (this.#child === child) this.#tell(code, output.trimEnd());
    });
  }

  stop() {
    this.#child?.kill();
    this.#child = undefined;
  }

  #tell(code, output) {
    if (code !== 0) say(output);
    else if (this.#wereWrong) say('cleave: the types are right again');
    this.#wereWrong = code !== 0;
  }
}
