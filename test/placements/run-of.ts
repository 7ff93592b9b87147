import type { Frames } from './placements.js';

/** What the suites found in one placement. */
export interface RunOf {
  readonly placement: string;
  readonly frames: Frames;
  /** Title of the suite → how long it took, in milliseconds. */
  readonly suites: ReadonlyMap<string, number>;
  /** From nothing to serving. */
  readonly startMs: number;
  /** All in all. */
  readonly totalMs: number;
  readonly passed: number;
  readonly failed: number;
  /** The final state of the business, a fact a line; absent when the workload did not come so far. */
  readonly state?: string;
  /** What search shows of it, a document a line. */
  readonly readModel?: string;
}

/** The part of Jest's report (`--json`) that is read here. */
export interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly duration?: number | null;
    }[];
  }[];
}

/** What a report says of each suite, in the order of the suites; what stands outside of them counts for the total only. */
export function suitesIn({ testResults }: Report): ReadonlyMap<string, number> {
  const suites = new Map<string, number>();
  for (const { ancestorTitles, duration } of testResults.flatMap(({ assertionResults }) => assertionResults)) {
    const [title] = ancestorTitles;
    if (title) suites.set(title, (suites.get(title) ?? 0) + (duration ?? 0));
  }
  return suites;
}
