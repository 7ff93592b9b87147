import type { Command } from 'commander';
import { forOperators, type OperatorOptions } from '../../api/for-operators.js';
import { signedIn } from '../../api/operator.js';
import { print, printJson } from '../../print.js';
import { follow } from './follow.js';
import { copiesOf, NAME, nameIn } from './name.js';
import { progressText } from './progress-text.js';

interface Options extends OperatorOptions {
  readonly follow?: boolean;
}

export function register(projection: Command): void {
  const command = projection
    .command('status')
    .description('Says how far each copy is filled, at what rate, and how far it is behind.')
    .argument('[name]', NAME)
    .option('--follow', 'until all of them are filled');
  forOperators(command, 'cleave projection status', 'cleave projection status orders@mongodb --follow').action(status);
}

async function status(text: string | undefined, options: Options): Promise<void> {
  const name = nameIn(text);
  const api = await signedIn(options);
  const copies = await (options.follow ? follow(api, name) : copiesOf(api, name));
  if (options.json) printJson({ data: copies });
  else print(copies.map((copy) => progressText(copy)).join('\n') || 'There is no copy yet.');
}
