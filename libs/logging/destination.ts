import pino from 'pino';

/** Characters that wait for whoever reads the log; beyond it lines are dropped. */
const MOST_WAITING = 4 * 1024 * 1024;

/** Where a log is written, line by line. */
export interface Destination {
  write(line: string): void;
}

/**
 * The standard output. A reader who is slow, or a full disk, never stops the process: so many lines wait, further ones are dropped and
 * counted. What waits when the process exits is written first.
 */
export function standardOutput(fd = 1, mostWaiting = MOST_WAITING): Destination {
  const stream = pino.destination({ fd, sync: false, maxLength: mostWaiting });
  let dropped = 0;
  stream.on('error', () => undefined); // a full disk or a closed pipe; what waits is tried again with the next line
  stream.on('drop', () => dropped++);
  stream.on('drain', () => {
    if (!dropped) return;
    stream.write(`${JSON.stringify({ level: 'warn', time: new Date().toISOString(), message: lost(dropped) })}\n`);
    dropped = 0;
  });
  return stream;
}

const lost = (lines: number): string => `${lines} lines of the log were dropped: nobody read them`;
