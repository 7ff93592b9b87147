import { Logger } from '@nestjs/common';

/**
 * An error that nobody handles ends the process with code 1, as it does in Node, but as one line of the log: Node's own report has
 * several, and shows everything that the error holds.
 */
export function tellLastWords(): void {
  process.once('uncaughtException', (error) => {
    new Logger('host').fatal('the process ends, since nobody handled:', error);
    process.exit(1);
  });
}
