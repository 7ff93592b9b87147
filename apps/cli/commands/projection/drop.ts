import { type Command, InvalidArgumentError } from 'commander';
import { EXIT, Failure } from '../../api/failure.js';
import { forOperators, type OperatorOptions } from '../../api/for-operators.js';
import { signedIn } from '../../api/operator.js';
import type { Copy, Decided } from '../../api/projections.types.js';
import { print, printJson } from '../../print.js';
import { decidedText } from './decide.js';
import { copiesOf, NAME, nameIn } from './name.js';

interface Options extends OperatorOptions {
  readonly copy?: number;
}

export function register(projection: Command): void {
  const command = projection
    .command('drop')
    .description('Gives up a copy that nobody searches, and removes its documents.')
    .argument('[name]', NAME)
    .option('--copy <n>', 'its number; without it the only old one', copyNumber);
  const examples = ['cleave projection drop orders', 'cleave projection drop orders@postgres --copy 3'];
  forOperators(command, ...examples).action(drop);
}

async function drop(text: string | undefined, options: Options): Promise<void> {
  const name = nameIn(text);
  const api = await signedIn(options);
  const { projection, store, copy } = copyMeant(await copiesOf(api, name), options.copy);
  const decided = await api.post<Decided>(`/ops/projections/${projection}/drop`, { store, copy });
  if (options.json) printJson(decided);
  else print(decidedText(decided));
}

/** The copy with this number, or the only one that is old. Throws Failure when it is not clear which one is meant. */
export function copyMeant(copies: readonly Copy[], number: number | undefined): Copy {
  const fitting = copies.filter(({ copy, state }) => (number === undefined ? state === 'old' : copy === number));
  if (fitting.length === 1) return fitting[0]!;
  const what = number === undefined ? 'old copy' : `copy ${number}`;
  if (!fitting.length)
    throw new Failure(EXIT.refused, `There is no ${what}. cleave projection ls lists those that there are.`);
  const names = fitting.map(({ projection, store, copy }) => `${projection}@${store} --copy ${copy}`);
  throw new Failure(EXIT.usage, `There is more than one ${what}. Say which one: ${names.join(', ')}.`);
}

/** The argument as the number of a copy. */
export function copyNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is a whole number from 1.');
}
