import type { Command } from 'commander';
import { forOperators, type OperatorOptions } from '../../api/for-operators.js';
import { signedIn } from '../../api/operator.js';
import type { Copy } from '../../api/projections.types.js';
import { print, printJson } from '../../print.js';
import { table } from '../../table.js';
import { duration } from '../../times.js';
import { copiesOf, NAME, nameIn } from './name.js';

export function register(projection: Command): void {
  const command = projection
    .command('ls')
    .description('Lists the copies: which is searched, and how far each is.')
    .argument('[name]', NAME);
  forOperators(command, 'cleave projection ls', 'cleave projection ls orders@mongodb --json').action(list);
}

async function list(text: string | undefined, options: OperatorOptions): Promise<void> {
  const name = nameIn(text);
  const copies = await copiesOf(await signedIn(options), name);
  if (options.json) printJson({ data: copies });
  else print(copiesText(copies));
}

export function copiesText(copies: readonly Copy[]): string {
  if (!copies.length) return 'There is no copy yet: it is begun as soon as orders runs.';
  const old = copies.filter(({ state, shape, codeShape }) => state === 'live' && shape < codeShape);
  const hints = old.map(
    ({ projection, store, shape, codeShape }) =>
      `${projection}@${store} has documents of shape ${shape}, the code makes ${codeShape}: cleave projection rebuild ${projection}@${store}`,
  );
  return [table(NAMES, copies.map(rowOf)), ...hints].join('\n');
}

const NAMES = ['projection', 'copy', 'state', 'shape', 'filled', 'documents', 'behind', 'fed by'];
const rowOf = (copy: Copy) => [
  `${copy.projection}@${copy.store}`,
  copy.copy,
  copy.state,
  copy.shape,
  filledText(copy),
  copy.documents ?? '?',
  copy.lagSeconds === null ? '-' : duration(copy.lagSeconds * 1_000),
  copy.holder ?? '-',
];

export const filledText = ({ isFilled, filled, total }: Copy): string =>
  isFilled ? 'yes' : `${filled} of ${total}${total ? ` (${Math.floor((100 * filled) / total)} %)` : ''}`;
