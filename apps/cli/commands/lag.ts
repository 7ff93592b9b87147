import type { Command } from 'commander';
import type { Lag, Lane, ProjectionLag } from '../api/api.types.js';
import { forOperators, tellMissing, type OperatorOptions } from '../api/for-operators.js';
import { signedIn } from '../api/operator.js';
import { print, printJson } from '../print.js';
import { table } from '../table.js';
import { duration } from '../times.js';

interface Options extends OperatorOptions {
  readonly all?: boolean;
}

/** `cleave lag`: the undelivered messages by sender and receiver. */
export function register(program: Command): void {
  const command = program
    .command('lag')
    .description(
      'Says what waits in the outbox of every context, for whom, and who is away; and how far the read side is behind.',
    )
    .option('--all', 'also where nothing waits');
  forOperators(command, 'cleave lag', 'cleave lag --json').action(lag);
}

async function lag(options: Options): Promise<void> {
  const found = await (await signedIn(options)).get<Lag>('/ops/lag');
  if (options.json) printJson(found);
  else print(lagText(found, options.all));
  tellMissing(found.missing);
}

export function lagText({ contexts }: Lag, all = false): string {
  const lanes = contexts.flatMap(({ context, lanes: own }) => own.map((lane) => ({ context, ...lane })));
  const shown = lanes.filter((lane) => all || !isAtRest(lane));
  const rest = lanes.length - shown.length;
  const atRest = rest ? [`${rest} of ${lanes.length} lanes are at rest.`] : [];
  const rows = shown.map(rowOf);
  const copies = contexts.flatMap(({ projections = [] }) => projections.map(copyText));
  return [...(rows.length ? [table(NAMES, rows)] : []), ...atRest, ...copies].join('\n');
}

function copyText({ projection, store, copy, state, isFilled, lagSeconds }: ProjectionLag): string {
  const behind = lagSeconds === null ? 'is fed by nobody' : `is ${duration(lagSeconds * 1_000)} behind`;
  return `${projection}@${store} copy ${copy} (${state}) ${behind}${isFilled ? '' : ', and is being filled'}.`;
}

const isAtRest = ({ due, underWay, later, deadLetters, inMemory, away }: Lane): boolean =>
  !due && !underWay && !later && !deadLetters && !inMemory && !away;

const NAMES = ['from', 'to', 'due', 'oldest', 'under way', 'later', 'in memory', 'dead', 'receiver'];
const rowOf = (lane: Lane & { readonly context: string }) => [
  lane.context,
  lane.receiver,
  lane.due,
  lane.oldestDueMs === null ? '-' : `${(lane.oldestDueMs / 1_000).toFixed(1)} s`,
  lane.underWay,
  lane.later,
  lane.inMemory,
  lane.deadLetters,
  lane.away ? 'away' : 'answers',
];
