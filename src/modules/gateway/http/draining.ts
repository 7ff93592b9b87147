import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { PassingSet } from '#libs/collections';

/** The gateway's part in a graceful stop: requests that wait for the end of an order are answered at once. */
@Injectable()
export class Draining implements BeforeApplicationShutdown {
  private readonly waits = new PassingSet<() => void>();
  private isBegun = false;

  /** The process stops: what would wait longer ends now. */
  get isStopping(): boolean {
    return this.isBegun;
  }

  /** The value of the promise, or undefined as soon as the process begins to stop. */
  unlessStopping<T>(promise: Promise<T>): Promise<T | undefined> {
    if (this.isBegun) return promise.catch(() => undefined).then(() => undefined);
    return new Promise((resolve, reject) => {
      const giveUp = () => resolve(undefined);
      this.waits.add(giveUp); // Promise.race with one promise for the whole process would never let go of its losers
      promise.then(resolve, reject).finally(() => this.waits.delete(giveUp));
    });
  }

  beforeApplicationShutdown(): void {
    this.isBegun = true;
    for (const giveUp of this.waits) giveUp();
  }
}
