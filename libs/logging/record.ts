import { oneLine } from './line.js';

/** What every line of the log says where programs read it. */
export interface LogRecord {
  readonly level: string;
  /** Which part of the program. */
  readonly context: string;
  readonly message: string;
}

const TRACE = / trace=([0-9a-f]{32})\b/;
const KEY = / key=([\w.:/-]+)/;

/** A line of the log as a JSON object. `traceId` and `key` (what a message is about: an order's id, mostly) stand in it where the message has them. */
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
