/** Something that can be healthy or not; the reason is a sentence. */
export interface Check {
  readonly name: string;
  /** Why it is not ready; undefined: it is. Answers at once, from what is known anyway. */
  reason(): string | undefined;
}

/** Whether this process takes work: everything it hosts is up, and it is neither starting nor stopping. */
export class Readiness {
  private checks: readonly Check[] = [];
  private why: string | undefined = 'it is starting';

  serve(checks: readonly Check[]): void {
    this.checks = checks;
    this.why = undefined;
  }

  stop(): void {
    this.why = 'it is stopping';
  }

  get all(): readonly Check[] {
    return [...this.checks, { name: 'process', reason: () => this.why }];
  }
}
