import { oneLine } from './line.js';

/** The fields of every JSON log line. */
export interface LogRecord {
  readonly level: string;
  /** Which part of the program. */
  readonly context: string;
  readonly message: string;
}

const TRACE = / trace=([0-9a-f]{32})\b/;
const KEY = / key=([\w.:/-]+)/;

/** A log line as a JSON object, with `traceId` and `key` (usually an order id) if the message has them. */
export function recordLine({ level, context, message }: LogRecord, more: object = {}): string {
  const [traceId, key] = [TRACE, KEY].map((part) => part.exec(message)?.[1]);
  return JSON.stringify({
    time: new Date().toISOString(),
    level,
    context,
    message: oneLine(message),
    traceId,
    key,
    ...more,
  });
}
