/** Something that can be healthy or not; the reason is a sentence. */
export interface Check {
  readonly name: string;
  /** Why it is not ready; undefined: it is. Answers at once, from what is known anyway. */
  reason(): string | undefined;
}

/** Whether this process takes work: everything it hosts is up, and it is not stopping. */
export class Readiness {
  private isStopping = false;
  private checks: readonly Check[] = [];

  watch(checks: readonly Check[]): void {
    this.checks = checks;
  }

  stop(): void {
    this.isStopping = true;
  }

  get all(): readonly Check[] {
    return [...this.checks, { name: 'process', reason: () => (this.isStopping ? 'it is stopping' : undefined) }];
  }
}
