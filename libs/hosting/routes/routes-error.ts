import { type FileProblem, problemLines } from '../yaml/index.js';

/** A routes file that cannot work. `problems` are all there are, in the order of the file, and quote no URL. */
export class RoutesError extends Error {
  readonly code = 'routes.invalid';

  /** @param file  as it was given */
  constructor(
    readonly file: string,
    readonly problems: readonly FileProblem[],
  ) {
    super(`The routes cannot be used:\n${problemLines(file, problems)}`);
    this.name = 'RoutesError';
  }
}
