import type { IncomingMessage, ServerResponse } from 'node:http';

/** Who emits: the process and its replica. */
export interface Emitter {
  /** Name in the placement, such as `orders`. */
  readonly process: string;
  /** With the replica, the same after a restart, such as `orders-2`. */
  readonly instance: string;
  readonly version: string;
}

/** How long the last export of a stop may take. */
export const LAST_EXPORT_MS = 2_000;

/** The running telemetry of a process. */
export interface Telemetry {
  /** Answers `/metrics`; undefined: metrics are not served to Prometheus. */
  readonly serveMetrics?: (request: IncomingMessage, response: ServerResponse) => void;
  /** What the health report says of it. Telemetry that fails never makes a process unready. */
  details(): Readonly<Record<string, unknown>>;
  /** Exports what is left, within LAST_EXPORT_MS. Never rejects. */
  stop(): Promise<void>;
}
