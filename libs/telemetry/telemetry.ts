import type { IncomingMessage, ServerResponse } from 'node:http';

/** Who emits: the process and its replica. */
export interface Emitter {
  /** Name in the placement, such as `orders`. */
  readonly process: string;
  /** With the replica, the same after a restart, such as `orders-2`. */
  readonly instance: string;
  readonly version: string;
}

/** The running telemetry of a process. */
export interface Telemetry {
  /** Answers `/metrics`; undefined: metrics are not served to Prometheus. */
  readonly serveMetrics?: (request: IncomingMessage, response: ServerResponse) => void;
  /** What the health report says of it. Telemetry that fails never makes a process unready. */
  details(): Readonly<Record<string, unknown>>;
  /** Exports what is left, for at most 2 s. Never rejects. */
  stop(): Promise<void>;
}
