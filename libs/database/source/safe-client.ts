import pg from 'pg';

/**
 * A client that ends with the first query that timed out or met a server that ends the connection. pg answers the
 * caller and leaves the client in the pool: after a time-out it still waits for the old reply and every later user of it
 * hangs (measured; pg #3399), after a FATAL the next user gets "Connection terminated unexpectedly".
 */
export class SafeClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    // between check-out and query pg-pool has taken its listener away, and an error without one ends the process
    this.on('error', () => undefined);
  }

  // pg's overloads end in a promise, a callback or a Submittable; the first two report errors
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
      void this.end(); // marks it as ending, and the pool drops it at its release
    }
    return error;
  }
}
