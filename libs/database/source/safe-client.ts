import pg from 'pg';

/**
 * A client that closes itself after a query timeout or a FATAL error. pg rejects the query but leaves the client in the pool: after a
 * timeout it still waits for the old reply, and every later query on it hangs (measured; pg issue 3399); after a FATAL error the
 * next query fails with "Connection terminated unexpectedly".
 */
export class SafeClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    // between check-out and query pg-pool has removed its listener, and an 'error' event without a listener ends the process
    this.on('error', () => undefined);
  }

  // pg's overloads return a promise or take a callback or a Submittable; the first two report errors
  override query(...args: unknown[]): any {
    const callback = args.at(-1);
    if (typeof callback === 'function') {
      args[args.length - 1] = (error: unknown, result: unknown) => callback(this.endedBy(error), result);
    }
    const answer: unknown = (super.query as (...args: unknown[]) => unknown)(...args);
    if (!(answer instanceof Promise)) return answer;
    return answer.catch((error: unknown) => {
      throw this.endedBy(error);
    });
  }

  private endedBy(error: unknown): unknown {
    const { message, severity } = (error ?? {}) as { message?: string; severity?: string };
    if (message === 'Query read timeout' || severity === 'FATAL') {
      (this as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
      void this.end(); // marks it as ending, so that the pool removes it at its release
    }
    return error;
  }
}
