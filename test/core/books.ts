import { waitFor } from '#test/wait-for';
import type { Sell } from './contexts/contracts.js';
import { CONTEXTS, type ContextName, type Rig } from './rig.js';

interface Left {
  readonly what: string;
  readonly n: number;
}

/** Waits until no message is under way any more. */
export const quiet = (rig: Rig): Promise<void> =>
  waitFor(async () => {
    const left = await Promise.all(CONTEXTS.map((context) => outbox(rig, context)));
    return (
      left
        .flat()
        .map(({ what, n }) => `${n} × ${what}`)
        .join('; ') || undefined
    );
  });

const outbox = (rig: Rig, context: ContextName): Promise<Left[]> =>
  rig.query<Left & { [column: string]: unknown }>(
    context,
    `SELECT type || ' to ' || receiver || ' (sends ' || sends || ', failures ' || failures || coalesce(', ' || last_error, '') || ')' AS what, count(*)::int AS n
     FROM outbox_message GROUP BY 1`,
  );

export const deadLetters = (rig: Rig) =>
  Promise.all(
    CONTEXTS.map((context) =>
      rig.query<{ type: string; key: string; why: string; failures: number }>(
        context,
        'SELECT type, key, why, failures FROM dead_letter',
      ),
    ),
  ).then((all) => all.flat());

/** What is wrong, in words, when nothing is under way: lost, doubled or parked. Sales whose hand-out was to fail are not counted. */
export async function complaints(rig: Rig, sold: readonly Sell[] = rig.sold): Promise<string[]> {
  const good = sold.filter(({ misdeed }) => !misdeed);
  return [
    ...(await wrongSales(rig, good)),
    ...(await wrongSums(rig, good)),
    ...(await wrongRings(rig, sold)),
    ...(await parked(rig, sold)),
  ];
}

async function wrongSales(rig: Rig, sold: readonly Sell[]): Promise<string[]> {
  const rows = await rig.query<{ id: string; counts: string }>(
    'shop',
    `SELECT s.id, concat_ws(' ', 'closed', closed, 'thanked', thanked, 'reminded', reminded, 'rung', rung) AS counts
     FROM unnest($1::uuid[]) AS w(id) LEFT JOIN sale s USING (id) WHERE s.id IS NULL OR (closed, thanked, reminded, rung) <> (1, 1, 1, 1)`,
    [sold.map(({ id }) => id)],
  );
  const moved = await rig.query<{ sale: string; n: number }>(
    'store',
    `SELECT w.sale, count(m.id)::int AS n FROM unnest($1::uuid[]) AS w(sale) LEFT JOIN movement m USING (sale) GROUP BY 1 HAVING count(m.id) <> 1`,
    [sold.map(({ id }) => id)],
  );
  return [
    ...rows.map(({ id, counts }) => `sale ${id ?? 'lost'}: ${counts}`),
    ...moved.map(({ sale, n }) => `sale ${sale} was handed out ${n} times`),
  ];
}

async function wrongSums(rig: Rig, sold: readonly Sell[]): Promise<string[]> {
  const wanted = new Map(
    [...Map.groupBy(sold, ({ shelf }) => shelf)].map(([shelf, sells]) => [
      shelf,
      sells.reduce((sum, { quantity }) => sum + quantity, 0),
    ]),
  );
  const shelves = await rig.query<{ id: string; n: number }>('store', 'SELECT id, taken AS n FROM shelf');
  const copies = await rig.query<{ id: string; n: number }>('shop', 'SELECT shelf AS id, taken AS n FROM shelf_copy');
  const tallies = await rig.query<{ id: string; n: number }>('shop', 'SELECT shelf AS id, quantity AS n FROM tally');
  const differs = (name: string, rows: readonly { id: string; n: number }[]) =>
    [...wanted].flatMap(([shelf, n]) => {
      const found = rows.find(({ id }) => id === shelf)?.n ?? 0;
      return found === n ? [] : [`${name} ${shelf} says ${found} instead of ${n}`];
    });
  return [...differs('shelf', shelves), ...differs('copy', copies), ...differs('tally', tallies)];
}

async function wrongRings(rig: Rig, sold: readonly Sell[]): Promise<string[]> {
  const rings = await rig.world.rings();
  const doubled = [...Map.groupBy(rings, ({ key }) => key)].filter(([, all]) => all.length > 1);
  const expected = sold.filter(({ answer }) => answer !== 'never').length;
  return [
    ...doubled.map(
      ([key, all]) =>
        `the bell rang ${all.length} times for ${key}, in processes ${all.map(({ pid }) => pid).join(' and ')}`,
    ),
    ...(rings.length - doubled.reduce((sum, [, all]) => sum + all.length - 1, 0) === expected
      ? []
      : [`the bell rang ${rings.length} times for ${expected} sales`]),
  ];
}

async function parked(rig: Rig, sold: readonly Sell[]): Promise<string[]> {
  const bad = new Set(sold.filter(({ misdeed }) => misdeed).map(({ id }) => id));
  return (await deadLetters(rig))
    .filter(({ key }) => !bad.has(key))
    .map(({ type, key, why }) => `${type} ${key} was parked: ${why}`);
}
