import { Logger } from '@nestjs/common';
import { Breaker, type BreakerOptions, type BreakerStatus, type TellChange } from './breaker.js';

/** The circuit breakers of a process, by name. Every opening and closing is logged. */
export class Breakers {
  private readonly breakers = new Map<string, Breaker>();
  private readonly logger = new Logger('breakers');

  /**
   * The breaker of this name, made when it is first asked for.
   *
   * @param name     who calls what, such as `gateway to payments` or `gateway to service reports`
   * @param options  of a new one
   */
  of(name: string, options?: BreakerOptions): Breaker {
    const breaker = this.breakers.get(name) ?? new Breaker(name, options, this.tell);
    this.breakers.set(name, breaker);
    return breaker;
  }

  /** The state of each, by name. */
  list(): readonly BreakerStatus[] {
    return [...this.breakers.values()].map(({ status }) => status).toSorted((x, y) => (x.name < y.name ? -1 : 1));
  }

  /** Ends all timers. Afterwards every call is refused. */
  shutdown(): void {
    for (const breaker of this.breakers.values()) breaker.shutdown();
  }

  private readonly tell: TellChange = (sentence, state) => this.logger[state === 'open' ? 'warn' : 'log'](sentence);
}
