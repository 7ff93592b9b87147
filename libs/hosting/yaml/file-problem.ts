/** One thing that is wrong in a file, and where. Lines and columns count from 1; without them it concerns the whole. */
export interface FileProblem {
  readonly line?: number;
  readonly column?: number;
  readonly reason: string;
}

/** A line for each problem: `  routes.yaml:3:5  to is missing`. */
export const problemLines = (file: string, problems: readonly FileProblem[]): string =>
  problems
    .map(({ line, column, reason }) => `  ${line === undefined ? file : `${file}:${line}:${column}`}  ${reason}`)
    .join('\n');

/** In the order of the file, each once: two rules may find the same fault in the same place. */
export const inOrder = (problems: readonly FileProblem[]): readonly FileProblem[] =>
  [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()].toSorted(
    (a, b) => a.line! - b.line! || a.column! - b.column!,
  );
