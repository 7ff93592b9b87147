/** The result of a run. */
export interface BenchResult {
  /** The report in Markdown. */
  readonly text: string;
  /** The same as data. */
  readonly figures: object;
  /** Whether nothing was lost or duplicated. */
  readonly isRight: boolean;
}

/** The caller of a benchmark. */
export interface Audience {
  /** Aborted to end the run early. */
  readonly stopping: AbortController;
  say(line: string): void;
}
