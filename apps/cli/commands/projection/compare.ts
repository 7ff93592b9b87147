import { type Command, InvalidArgumentError } from 'commander';
import type { Api } from '../../api/api.js';
import { EXIT } from '../../api/failure.js';
import { forOperators, type OperatorOptions } from '../../api/for-operators.js';
import { signedIn } from '../../api/operator.js';
import type { Comparison } from '../../api/projections.types.js';
import { print, printJson } from '../../print.js';
import { table } from '../../table.js';
import { copyNumber } from './drop.js';
import { NAME, nameIn, projectionOf, type Name } from './name.js';

interface Options extends OperatorOptions {
  readonly copy?: number;
  readonly page: number;
}

/** Differences that are named in all; each page names its first twenty. */
const MOST_NAMED = 20;
const MOST_PAGE = 1_000;
/** Between two lines that say how far it is. */
const TELL_MS = 1_000;

export function register(projection: Command): void {
  const command = projection
    .command('compare')
    .description(
      'Compares a copy, document by document, with what the event streams say. Exits with 1 when they differ.',
    )
    .argument('[name]', NAME)
    .option('--copy <n>', 'its number; by default the one that is being built, else the live one', copyNumber)
    .option('--page <n>', 'documents that are compared at once', pageSize, 500);
  forOperators(command, 'cleave projection compare orders', 'cleave projection compare orders@mongodb --copy 2').action(
    compare,
  );
}

async function compare(text: string | undefined, options: Options): Promise<void> {
  const name = nameIn(text);
  const sum = await compareAll(await signedIn(options), name, options);
  if (options.json) printJson(sum);
  else print(comparisonText(sum));
  if (sum.same !== sum.compared) process.exitCode = EXIT.refused;
}

/** All pages as one. What is compared is the copy that the first page was of, also when it is swapped meanwhile. */
async function compareAll(api: Api, name: Name, { copy, page }: Options): Promise<Comparison> {
  const path = `/ops/projections/${await projectionOf(api, name)}/comparison`;
  const next = ({ copy: number = copy, store = name.store, next: after }: Partial<Comparison>): Promise<Comparison> => {
    const query = { ...(store && { store }), ...(number && { copy: String(number) }), ...(after && { after }) };
    return api.get(`${path}?${new URLSearchParams({ limit: String(page), ...query }).toString()}`);
  };
  let [sum, toldAt] = [await next({}), performance.now()];
  while (sum.next !== null) {
    sum = added(sum, await next(sum));
    if (performance.now() - toldAt < TELL_MS) continue;
    toldAt = performance.now();
    process.stderr.write(`${sum.compared} compared, ${sum.compared - sum.same} differ\n`);
  }
  return sum;
}

/** Two pages in one, with the place of the later one. */
export function added(sum: Comparison, page: Comparison): Comparison {
  const counts = ['compared', 'same', 'missing', 'extra', 'behind', 'different'] as const;
  const counted = Object.fromEntries(counts.map((name) => [name, sum[name] + page[name]]));
  return { ...page, ...counted, named: [...sum.named, ...page.named].slice(0, MOST_NAMED) };
}

export function comparisonText(sum: Comparison): string {
  const { projection, store, copy, compared, same, named } = sum;
  const place = `Copy ${copy} of ${projection}@${store}`;
  if (same === compared) return `${place} is what the streams say: ${compared} documents compared.`;
  const kinds = (['missing', 'extra', 'behind', 'different'] as const).filter((kind) => sum[kind]);
  const counts = kinds.map((kind) => `${sum[kind]} ${kind}`).join(', ');
  const rows = named.map(({ id, kind, copied, true: wanted }) => [id, kind, copied ?? '-', wanted ?? '-']);
  const rest = compared - same - named.length;
  return [
    `${place} is not what the streams say: of ${compared} documents ${counts}.`,
    table(['id', 'is', 'version', 'by the streams'], rows),
    ...(rest > 0 ? [`and ${rest} more`] : []),
  ].join('\n');
}

function pageSize(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text) && Number(text) <= MOST_PAGE) return Number(text);
  throw new InvalidArgumentError(`It is a whole number from 1 to ${MOST_PAGE}.`);
}
