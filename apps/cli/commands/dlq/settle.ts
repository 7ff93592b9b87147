import type { Command } from 'commander';
import type { Api } from '../../api/api.js';
import type { Settlement } from '../../api/api.types.js';
import { forOperators, type OperatorOptions } from '../../api/for-operators.js';
import { signedIn } from '../../api/operator.js';
import { print, printJson } from '../../print.js';

interface Options extends OperatorOptions {
  readonly reason: string;
}

const VERBS = {
  redrive: { does: 'Sends dead letters again, under their ids: nothing counts twice.', done: 'sent again' },
  discard: {
    does: 'Gives dead letters up for good. What was not delivered has not happened.',
    done: 'given up',
  },
} as const;
type Verb = keyof typeof VERBS;

/** Limit of requests; each settles up to a hundred letters of a group. */
const MOST_ROUNDS = 1_000;
const GROUP = /^[0-9a-f]{12}$/;

export function register(dlq: Command): void {
  for (const [verb, { does }] of Object.entries(VERBS) as [Verb, (typeof VERBS)[Verb]][]) {
    const command = dlq
      .command(verb)
      .description(does)
      .argument('<context>', 'the one that sent them')
      .argument('<id-or-group>', 'a message, or a group of `cleave dlq ls`')
      .requiredOption('--reason <text>', 'why; it is kept with your user id');
    const example = `cleave dlq ${verb} orders 3f2a9c0d1e4b --reason 'inventory is mended'`;
    forOperators(command, example).action((context: string, which: string, options: Options) =>
      settle(verb, context, which, options),
    );
  }
}

async function settle(verb: Verb, context: string, which: string, options: Options): Promise<void> {
  const place = GROUP.test(which) ? `groups/${which}` : encodeURIComponent(which);
  const path = `/ops/dead-letters/${encodeURIComponent(context)}/${place}/${verb}`;
  const sum = await settleAll(await signedIn(options), path, options.reason);
  if (options.json) printJson(sum);
  else print(settlementText(verb, sum));
}

async function settleAll(api: Api, path: string, reason: string): Promise<Settlement> {
  let [settled, already, more] = [0, 0, true];
  for (let round = 0; more && round < MOST_ROUNDS; round++) {
    const next = await api.post<Settlement>(path, { reason });
    [settled, already, more] = [settled + next.settled, already + next.already, next.more];
  }
  return { settled, already, more };
}

export function settlementText(verb: Verb, { settled, already, more }: Settlement): string {
  const letters = (n: number): string => (n === 1 ? '1 letter' : `${n} letters`);
  const before = already ? `; ${letters(already)} had been settled before` : '';
  return `${letters(settled)} ${VERBS[verb].done}${before}${more ? '; there are more: ask again' : ''}`;
}
