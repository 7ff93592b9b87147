/** The breaker of a dependency is open: the call was not begun. Recognise it by its code, which works with several copies of this lib. */
export class BreakerOpen extends Error {
  readonly code = 'breaker.open';

  constructor(
    readonly dependency: string,
    /** When the breaker lets the next call try, from now; 0: one is trying just now. */
    readonly retryAfterMs: number,
  ) {
    super(`${dependency} has been failing; calls to it wait until it answers again`);
    this.name = 'BreakerOpen';
  }
}
