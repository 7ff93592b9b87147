import type { Command } from 'commander';
import type { Groups, Letter } from '../../api/api.types.js';
import { forOperators, tellMissing, type OperatorOptions } from '../../api/for-operators.js';
import { signedIn } from '../../api/operator.js';
import { count, rowsOf } from '../../api/pages.js';
import { print, printJson } from '../../print.js';
import { table } from '../../table.js';

interface Options extends OperatorOptions {
  readonly group?: string;
  readonly limit: number;
}

export function register(dlq: Command): void {
  const ls = dlq
    .command('ls')
    .description('Counts the dead letters of all contexts by type and error, or lists those of one.')
    .argument('[context]', 'the one that sent them')
    .option('--group <group>', 'those of one group')
    .option('--limit <n>', 'so many at most', count, 100);
  forOperators(ls, 'cleave dlq ls', 'cleave dlq ls orders --group 3f2a9c0d1e4b').action(
    (context: string | undefined, options: Options) => (context ? letters(context, options) : groups(options)),
  );
}

async function groups(options: Options): Promise<void> {
  const found = await (await signedIn(options)).get<Groups>('/ops/dead-letters');
  if (options.json) printJson(found);
  else print(groupsText(found));
  tellMissing(found.missing);
}

async function letters(context: string, options: Options): Promise<void> {
  const path = `/ops/dead-letters/${encodeURIComponent(context)}`;
  const data = await rowsOf<Letter>(await signedIn(options), path, { group: options.group }, options.limit);
  if (options.json) printJson({ data });
  else print(data.length ? lettersText(data) : 'No dead letters.');
}

export const groupsText = ({ data }: Groups): string =>
  data.length
    ? table(
        ['context', 'group', 'letters', 'since', 'to', 'type', 'error'],
        data.map((one) => [one.context, one.group, one.count, one.oldest, one.receiver, one.type, one.error]),
      )
    : 'No dead letters.';

const lettersText = (data: readonly Letter[]): string =>
  table(
    ['id', 'died', 'to', 'type', 'key', 'failures', 'why'],
    data.map((one) => [one.id, one.diedAt, one.receiver, one.type, one.key, one.failures, one.why]),
  );
