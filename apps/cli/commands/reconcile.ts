import { type Command, InvalidArgumentError } from 'commander';
import { forOperators, type OperatorOptions } from '../api/for-operators.js';
import { count, seconds } from '../api/pages.js';
import { list } from './reconcile/list.js';
import { repair } from './reconcile/repair.js';

interface Options extends OperatorOptions {
  readonly state?: string;
  readonly kind?: string;
  readonly olderThan?: number;
  readonly limit: number;
  readonly repair?: string;
  readonly reason?: string;
  readonly yes?: boolean;
}

/** `cleave reconcile [--repair ID --reason … [--yes]]`: what provider, payments, orders and stock say differently, and what is done about it. */
export function register(program: Command): void {
  const command = program
    .command('reconcile')
    .description('Shows where provider, payments, orders and stock differ, what was seen first first; or repairs one.')
    .option('--state <state>', 'open, repaired or gone', 'open')
    .option('--kind <kind>', 'of which kind, such as charge-unknown-here')
    .option('--older-than <time>', 'first seen so long ago, such as 90s, 10m, 2h or 1d', seconds)
    .option('--limit <n>', 'so many at most', count, 100)
    .option('--repair <id>', 'what would be done about this one, as it is listed; with --yes it is done', name)
    .option('--reason <text>', 'why it is repaired; it is kept with your user id')
    .option('--yes', 'does it');
  const id = '01890a5d-ac96-774b-bcce-b302099a8057';
  forOperators(
    command,
    'cleave reconcile --older-than 1h',
    `cleave reconcile --repair payments/${id} --reason 'ticket 4711' --yes`,
  ).action(({ repair: what, reason, yes = false, ...options }: Options, self: Command) => {
    if (what === undefined) return list(options);
    if (reason === undefined) return self.error('error: --repair wants a --reason: why it is repaired');
    return repair(what, reason, !yes, options);
  });
}

function name(text: string): string {
  if (/^[a-z-]+\/[0-9a-f-]{36}$/i.test(text)) return text;
  throw new InvalidArgumentError('It is a context and an id, as they are listed: payments/01890a5d-…');
}
