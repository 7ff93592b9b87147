/** What a run has to say. */
export interface BenchResult {
  /** As people read it, in Markdown. */
  readonly text: string;
  /** The same as data. */
  readonly figures: object;
  /** Nothing was lost or doubled on the way. */
  readonly isRight: boolean;
}

/** Whoever runs it. */
export interface Audience {
  /** Aborted when the run shall end. */
  readonly stopping: AbortController;
  say(line: string): void;
}
