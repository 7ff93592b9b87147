import { type FileProblem, problemLines } from '../yaml/index.js';

/** One thing that is wrong with a placement. */
export type PlacementProblem = FileProblem;

/** A placement that cannot work. `problems` are all there are, in the order of the file, and quote no URL. */
export class PlacementError extends Error {
  readonly code = 'placement.invalid';

  /** @param file  the file as it was given, or the option that stands for one */
  constructor(
    readonly file: string,
    readonly problems: readonly PlacementProblem[],
  ) {
    super(`The placement cannot be used:\n${problemLines(file, problems)}`);
    this.name = 'PlacementError';
  }
}
