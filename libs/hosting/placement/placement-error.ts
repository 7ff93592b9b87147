/** One thing that is wrong, and where. Lines and columns count from 1; without them it concerns the whole. */
export interface PlacementProblem {
  readonly line?: number;
  readonly column?: number;
  readonly reason: string;
}

/** A placement that cannot work. `problems` are all there are, in the order of the file, and quote no URL. */
export class PlacementError extends Error {
  readonly code = 'placement.invalid';

  /** @param file  the file as it was given, or the option that stands for one */
  constructor(
    readonly file: string,
    readonly problems: readonly PlacementProblem[],
  ) {
    const lines = problems.map(({ line, column, reason }) => {
      const place = line === undefined ? file : `${file}:${line}:${column}`;
      return `  ${place}  ${reason}`;
    });
    super(`The placement cannot be used:\n${lines.join('\n')}`);
    this.name = 'PlacementError';
  }
}
