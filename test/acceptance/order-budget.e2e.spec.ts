import { readFileSync } from 'node:fs';
import { Cleave } from '#test/cleave';
import { type Cost, orderCosts } from '#test/order-budget';
import { testServer } from '#test/postgres';
import { canCount } from '#test/statements';

const DOCUMENT = 'docs/performance.md';
const COLUMNS = ['transactions', 'statements', 'messages', 'inserted', 'updated', 'deleted'] as const;

/** The table of the document is the budget. */
function budget(): Map<string, number[]> {
  const rows = readFileSync(DOCUMENT, 'utf8').matchAll(/^\| (\w+) +\|((?: +\d+ +\|){6})$/gm);
  return new Map([...rows].map(([, context, cells]) => [context!, cells!.match(/\d+/g)!.map(Number)]));
}

const tableOf = (costs: readonly Cost[]): string =>
  costs.map((cost) => `| ${[cost.context, ...COLUMNS.map((column) => cost[column])].join(' | ')} |`).join('\n');

it(`an order costs the databases no more than ${DOCUMENT} says`, async () => {
  const admin = await testServer();
  if (!(await canCount(admin)))
    return console.warn('skipped: this server has no pg_stat_statements in shared_preload_libraries');
  const cleave = await Cleave.start();
  try {
    const costs = await orderCosts(cleave, admin);
    const allowed = budget();
    const above = costs.flatMap(({ context, ...cost }) =>
      COLUMNS.filter((column, n) => !(cost[column] <= (allowed.get(context)?.[n] ?? 0))).map(
        (column) => `${context}: ${cost[column]} ${column}`,
      ),
    );
    if (above.length) throw new Error(`Above the budget: ${above.join(', ')}. Counted:\n${tableOf(costs)}`);
  } finally {
    await cleave.discard();
  }
});
