import { Command } from 'commander';
import { register as breakers } from './commands/breakers.js';
import { register as dlq } from './commands/dlq.js';
import { register as lag } from './commands/lag.js';
import { register as logLevel } from './commands/log-level.js';
import { register as order } from './commands/order.js';
import { register as placement } from './commands/placement.js';
import { register as projection } from './commands/projection.js';
import { register as reconcile } from './commands/reconcile.js';
import { register as routes } from './commands/routes.js';
import { register as saga } from './commands/saga.js';
import { register as scale } from './commands/scale.js';
import { register as secrets } from './commands/secrets.js';
import { register as trace } from './commands/trace.js';
import { exitCodeOf } from './exit-code.js';

/** Each module defines the name, arguments and options of its command. */
const COMMANDS = [
  placement,
  routes,
  secrets,
  scale,
  lag,
  breakers,
  dlq,
  saga,
  reconcile,
  projection,
  order,
  trace,
  logLevel,
];

/** The `cleave` command. Results go to stdout, everything else to stderr. Exit codes: 0 done, 1 refused, 2 invalid arguments, 3 system not reachable. */
async function run(): Promise<void> {
  const program = new Command('cleave')
    .description('Looks after a Cleave: where its contexts run and how its messages fare.')
    .exitOverride()
    .showHelpAfterError('(--help says more)')
    .addHelpText('after', '\nExit codes: 0 done, 1 refused, 2 not understood, 3 not reached.');
  for (const register of COMMANDS) register(program);
  await program.parseAsync();
}

// `cleave … | head` closes the pipe before everything is written
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

try {
  await run();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}
