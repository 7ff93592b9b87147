/** The breaker of a dependency is open: the call was not begun. Recognise it by its code, which works with several copies of this lib. */
export class BreakerOpen extends Error {
  readonly code = 'breaker.open';

  constructor(readonly dependency: string) {
    super(`${dependency} has been failing; calls to it wait until it answers again`);
    this.name = 'BreakerOpen';
  }
}
