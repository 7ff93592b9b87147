import { CommanderError } from 'commander';

const REFUSED = 1;
const NOT_UNDERSTOOD = 2;

/**
 * Prints on stderr why a command failed, and returns the exit code. Of an error with a code such as `placement.invalid` only the
 * message is printed, and it may define the exit code; any other error is a bug, printed with its stack. Commander prints its own errors.
 */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : NOT_UNDERSTOOD;
  const isKnown = error instanceof Error && 'code' in error;
  process.stderr.write(`cleave: ${isKnown ? error.message : ((error as Error).stack ?? String(error))}\n`);
  return (error as { exitCode?: number }).exitCode ?? REFUSED;
}
