import type { Command } from 'commander';
import { EXIT } from './failure.js';
import type { Connecting } from './operator.js';

/** The options of every command for operators. */
export interface OperatorOptions extends Connecting {
  readonly json?: boolean;
}

const HELP = `
It asks the system that runs on the data folder, as its first operator. Another one: --url or CLEAVE_URL, with
CLEAVE_OPERATOR_EMAIL and CLEAVE_OPERATOR_PASSWORD, or --email and --password-stdin.

Exit codes: 0 done, 1 refused or not found, 2 not understood, 3 not reached, or not all of it.`;

/** Adds the options for the system's URL and the operator's credentials. */
export const forOperators = (command: Command, ...examples: readonly string[]): Command =>
  command
    .option('--url <url>', 'of the public API')
    .option('--email <email>', 'of an operator')
    .option('--password-stdin', 'reads the password from stdin')
    .option('--json', 'for programs')
    .addHelpText('after', `\nExamples:\n${examples.map((example) => `  ${example}\n`).join('')}${HELP}`);

/** Lists on stderr the contexts that did not answer, and sets an exit code for that. */
export function tellMissing(missing: readonly string[]): void {
  if (!missing.length) return;
  process.stderr.write(`cleave: no answer from ${missing.join(', ')}: what is shown is without them\n`);
  process.exitCode = EXIT.unreachable;
}
