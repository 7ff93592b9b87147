import { Command } from 'commander';
import { register as dlq } from './commands/dlq.js';
import { register as lag } from './commands/lag.js';
import { register as order } from './commands/order.js';
import { register as placement } from './commands/placement.js';
import { register as secrets } from './commands/secrets.js';
import { exitCodeOf } from './exit-code.js';

/** Each says itself what it is called and what it takes. */
const COMMANDS = [placement, secrets, lag, dlq, order];

/** The `cleave` command. What was asked for goes to stdout, all else to stderr. Exit codes: 0 done, 1 refused, 2 not understood, 3 not reached. */
async function run(): Promise<void> {
  const program = new Command('cleave')
    .description('Looks after a Cleave: where its contexts run and how its messages fare.')
    .exitOverride()
    .showHelpAfterError('(--help says more)')
    .addHelpText('after', '\nExit codes: 0 done, 1 refused, 2 not understood, 3 not reached.');
  for (const register of COMMANDS) register(program);
  await program.parseAsync();
}

// `cleave … | head` closes the pipe while we write
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

try {
  await run();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}
