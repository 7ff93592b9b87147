import { CommanderError } from 'commander';

const REFUSED = 1;
const NOT_UNDERSTOOD = 2;

/**
 * Says on stderr why a command failed, and with which code the process ends. An error with a code such as `placement.invalid`
 * explains itself, and may bring an exit code; any other is a bug and shows its trace. What commander refuses it has said itself.
 */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : NOT_UNDERSTOOD;
  const isKnown = error instanceof Error && 'code' in error;
  process.stderr.write(`cleave: ${isKnown ? error.message : ((error as Error).stack ?? String(error))}\n`);
  return (error as { exitCode?: number }).exitCode ?? REFUSED;
}
