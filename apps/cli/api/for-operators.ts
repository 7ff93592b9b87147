import type { Command } from 'commander';
import { EXIT } from './failure.js';
import type { Connecting } from './operator.js';

/** What every command for operators takes. */
export interface OperatorOptions extends Connecting {
  readonly json?: boolean;
}

const HELP = `
It asks the system that runs on the data folder, as its first operator. Another one: --url or CLEAVE_URL, with
CLEAVE_OPERATOR_EMAIL and CLEAVE_OPERATOR_PASSWORD, or --email and --password-stdin.

Exit codes: 0 done, 1 refused or not found, 2 not understood, 3 not reached, or not all of it.`;

/** Adds the options that say whom to ask and in whose name. */
export const forOperators = (command: Command, ...examples: readonly string[]): Command =>
  command
    .option('--url <url>', 'of the public API')
    .option('--email <email>', 'of an operator')
    .option('--password-stdin', 'reads the password from stdin')
    .option('--json', 'for programs')
    .addHelpText('after', `\nExamples:\n${examples.map((example) => `  ${example}\n`).join('')}${HELP}`);

/** Says on stderr who did not answer; the process ends with a code that tells. */
export function tellMissing(missing: readonly string[]): void {
  if (!missing.length) return;
  process.stderr.write(`cleave: no answer from ${missing.join(', ')}: what is shown is without them\n`);
  process.exitCode = EXIT.unreachable;
}
