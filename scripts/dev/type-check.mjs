import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { compiler, project } from '../lib/build.mjs';
import { say } from '../lib/failure.mjs';
import { inRoot } from '../lib/root.mjs';

/** What the compiler found last time: with it a check takes a third. */
const MEMORY = ['--incremental', '--tsBuildInfoFile', inRoot('node_modules', '.cache', 'start-dev.tsbuildinfo')];

/** Checks the types beside what runs, which it neither holds up nor ends: whoever tries something out may be wrong for a while. */
export class TypeCheck {
  #child;
  #wereWrong = false;

  constructor(node) {
    this.node = node;
  }

  /** Checks the sources as they are now; a check of what they were before is given up. */
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
