import type { Command } from 'commander';
import type { Breaker, Breakers } from '../api/api.types.js';
import { forOperators, type OperatorOptions } from '../api/for-operators.js';
import { signedIn } from '../api/operator.js';
import { print, printJson } from '../print.js';
import { table } from '../table.js';
import { duration } from '../times.js';

/** `cleave breakers`: whom the gateway's process can call, and whom it refuses to call at the moment. */
export function register(program: Command): void {
  const command = program
    .command('breakers')
    .description('Says which contexts and services the process of the gateway calls, and whether it does so now.');
  forOperators(command, 'cleave breakers', 'cleave breakers --json').action(breakers);
}

async function breakers(options: OperatorOptions): Promise<void> {
  const found = await (await signedIn(options)).get<Breakers>('/ops/breakers');
  if (options.json) printJson(found);
  else print(breakersText(found));
}

export function breakersText({ data }: Breakers, now = Date.now()): string {
  if (!data.length) return 'The process of the gateway has not called another process yet.';
  return table(
    NAMES,
    data.map((breaker) => rowOf(breaker, now)),
  );
}

const NAMES = ['breaker', 'state', 'for', 'opened', 'succeeded', 'failed', 'refused in the last 10 s'];
const rowOf = ({ name, state, since, opened, counts }: Breaker, now: number) => [
  name,
  state,
  duration(now - Date.parse(since)),
  opened,
  counts.successes,
  counts.failures,
  counts.refused,
];
