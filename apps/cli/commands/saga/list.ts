import type { Command } from 'commander';
import { forOperators, type OperatorOptions } from '../../api/for-operators.js';
import { signedIn } from '../../api/operator.js';
import { count, rowsOf, seconds } from '../../api/pages.js';
import type { OpenSaga } from '../../api/sagas.types.js';
import { print, printJson } from '../../print.js';
import { table } from '../../table.js';

interface Options extends OperatorOptions {
  readonly state?: string;
  readonly step?: string;
  readonly reason?: string;
  readonly olderThan?: number;
  readonly limit: number;
}

export function register(saga: Command): void {
  const command = saga
    .command('ls')
    .description('Lists the checkouts that have not ended, those that began first before the others.')
    .option('--state <state>', 'the step that it waits for, compensating, or compensation-failed: for a person')
    .option('--step <step>', 'whose answer, or whose undo, it waits for')
    .option('--reason <code>', 'why it is undone, such as timeout')
    .option('--older-than <time>', 'in its state for so long, such as 90s, 10m, 2h or 1d', seconds)
    .option('--limit <n>', 'so many at most', count, 100);
  forOperators(command, 'cleave saga ls --state compensation-failed', 'cleave saga ls --older-than 10m').action(list);
}

async function list({ state, step, reason, olderThan, limit, ...options }: Options): Promise<void> {
  const filter = { state, step, reason, olderThan };
  const data = await rowsOf<OpenSaga>(await signedIn(options), '/ops/sagas', filter, limit);
  if (options.json) printJson({ data });
  else print(data.length ? sagasText(data) : 'None.');
}

export const sagasText = (data: readonly OpenSaga[]): string =>
  table(
    ['order', 'saga', 'state', 'step', 'reason', 'since'],
    data.map((one) => [one.id, one.saga, one.state, one.step ?? '-', one.reason ?? '-', one.since]),
  );
