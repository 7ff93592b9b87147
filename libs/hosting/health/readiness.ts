/** What somebody who looks at a part of the process should know of it, beside whether it is ready. */
export type Details = Readonly<Record<string, unknown>>;

/** A health check. */
export interface Check {
  readonly name: string;
  /** Why it is not ready, as a sentence; undefined: it is. Returns known state and makes no call. */
  reason(): string | undefined;
  /** Shown on the management port only. */
  details?(): Details;
}

/** Whether this process accepts work: everything that it hosts is ready, and it is neither starting nor stopping. */
export class Readiness {
  private checks: readonly Check[] = [];
  private why: string | undefined = 'it is starting';

  /** @param details  of the process */
  constructor(private readonly details: Details = {}) {}

  serve(checks: readonly Check[]): void {
    this.checks = checks;
    this.why = undefined;
  }

  stop(): void {
    this.why = 'it is stopping';
  }

  get all(): readonly Check[] {
    return [...this.checks, { name: 'process', reason: () => this.why, details: () => this.details }];
  }
}
