import { say } from './failure.mjs';
import { ended, start } from './run.mjs';

// in development a fast restart matters more than a graceful stop; the application survives a kill at any moment
const PATIENCE_MS = 1_000;

/** A program that is started again at every `restart`; several calls during a restart cause a single further one. */
export class Restarting {
  #child;
  #wanted = 0;
  #working;
  #hasServed = false;
  #change;

  /**
   * @param node
   * @param first  the arguments of the first start, after which the program itself prints that it is ready
   * @param again  the arguments of later starts, after which this prints a line when the program is ready
   */
  constructor(node, { first, again }) {
    this.node = node;
    this.first = first;
    this.again = again;
  }

  /** @param what  the changed files, for the printed line */
  restart(what) {
    this.#change = { what, at: performance.now() };
    this.#wanted++;
    this.#working ??= this.#catchUp().finally(() => (this.#working = undefined));
  }

  /** Ends the program for good: gracefully, or at once with `force`. */
  async stop() {
    this.#wanted = 0;
    await this.#working;
    if (!this.#child) return;
    this.#child.expected = true;
    this.#child.process.kill('SIGTERM');
    await this.#child.end;
  }

  force() {
    this.#child?.process.kill('SIGKILL');
  }

  async #catchUp() {
    for (let done = 0; done < this.#wanted;) {
      done = this.#wanted;
      await this.#end();
      if (this.#wanted) this.#begin();
    }
    this.#wanted = 0;
  }

  #begin() {
    const process = start(this.node, this.#hasServed ? this.again : this.first);
    const child = { process, end: ended(process), expected: false };
    this.#child = child;
    process.once('message', ({ ready }) => this.#serves(ready));
    void child.end.then((code) => {
      if (this.#child === child) this.#child = undefined;
      if (!child.expected && code !== 0) say(`cleave: the application ended with code ${code}; waiting for a change …`);
    });
  }

  #serves(url) {
    const { what, at } = this.#change;
    if (this.#hasServed)
      say(`cleave: restarted in ${((performance.now() - at) / 1_000).toFixed(1)} s (${what}), ready at ${url}`);
    this.#hasServed = true;
  }

  async #end() {
    const child = this.#child;
    if (!child) return;
    child.expected = true;
    child.process.kill('SIGTERM');
    const late = setTimeout(() => child.process.kill('SIGKILL'), PATIENCE_MS);
    await child.end;
    clearTimeout(late);
  }
}
