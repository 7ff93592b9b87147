import type { Command } from 'commander';
import { contexts } from '#contexts';
import { placementAt } from '../placement-at.js';
import { printJson } from '../print.js';

interface Options {
  readonly placement: string;
  readonly json?: boolean;
}

/** `cleave secrets derive PROCESS`: the keys and URLs of one process, so that it does not need the master secret. */
export function register(program: Command): void {
  program
    .command('secrets')
    .description('Derives what each process may know from CLEAVE_SECRET and CLEAVE_DATABASE_URL.')
    .command('derive')
    .description('Prints the variables of one process, a line each: its keys, and the URLs of its own databases.')
    .argument('<process>')
    .requiredOption('--placement <file>', 'of which it is a part')
    .option('--json', 'for programs')
    .addHelpText('after', '\nExample:\n  cleave secrets derive payments --placement placements/microservices.yaml')
    .action(async (name: string, { placement, json }: Options) => {
      const { secretsOf } = await import('#libs/hosting/secrets'); // brings the database's driver, which no other command needs
      const secrets = secretsOf(contexts, placementAt(placement), name);
      if (json) return printJson(secrets);
      for (const [variable, value] of Object.entries(secrets)) process.stdout.write(`${variable}=${value}\n`);
    });
}
