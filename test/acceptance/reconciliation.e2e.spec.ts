import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { newId } from '#libs/messaging';
import { type Api, customer, operator, orderOf, type Product, stocked } from '#test/api';
import { violationsAtRest } from '#test/checker';
import { Cleave } from '#test/cleave';
import { cleaveCommand } from '#test/cleave-command';
import { waitFor } from '#test/wait-for';

/** Short, and still longer than anything here is under way. */
const PAUSE_MS = 5_000;
const HOUR_MS = 3_600_000;

interface Difference {
  readonly context: string;
  readonly id: string;
  readonly kind: string;
  readonly orderId: string;
}

let cleave: Cleave;
let ada: Api;
let oscar: Api;
let mug: Product;
beforeAll(async () => {
  cleave = await Cleave.start({
    CLEAVE_STOCK_OVERDUE_EVERY_MS: '0', // or its order would release it before anybody sees it
    CLEAVE_RECONCILE_EVERY_MS: '100',
    CLEAVE_RECONCILE_PAGE: '100',
    CLEAVE_RECONCILE_PAUSE_MS: String(PAUSE_MS),
  });
  ada = await customer(cleave);
  oscar = await operator(cleave);
  mug = await stocked(oscar, 1_000);
});
afterAll(() => cleave.discard());

const open = async () =>
  (await oscar.get<{ data: Difference[]; missing: string[] }>('/v1/ops/reconciliation')).body.data;
/** What the database of a context, or of the provider, answers. */
const asked = async (context: string, sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: cleave.databases[context]! });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql, values)).rows;
  } finally {
    await client.end();
  }
};

it('finds nothing in a system that works, under load and after it', async () => {
  const methods = ['pm_card_visa', 'pm_card_visa_chargeDeclined'];
  for (let n = 0; n < 6; n++) {
    const all = await Promise.all(
      Array.from({ length: 30 }, (_, m) => ada.order(orderOf(mug, 1 + (m % 3), methods[m % methods.length]))),
    );
    for (const { body } of all.filter((_, m) => m % 5 === 0))
      await ada.post(`/v2/orders/${body.id}/cancellation`, { reason: 'no-longer-needed' });
    expect(await open()).toEqual([]);
  }
  const passed = `SELECT count(*)::int AS orders FROM order_view WHERE placed_at < now() - $1 * interval '1 ms'`;
  await waitFor(async () => {
    const [row] = await asked('orders', passed, [2 * PAUSE_MS]);
    return row!['orders'] === 180 ? undefined : 'not all orders are old enough to be compared, and looked at again';
  });
  expect(await violationsAtRest(cleave.databases)).toEqual([]);
  for (const context of ['payments', 'orders'])
    expect(await asked(context, `SELECT * FROM difference WHERE state <> 'suspected'`)).toEqual([]);
});

it('names what is wrong, and repairs it when an operator says so', async () => {
  const [charged, held] = [newId(Date.now() - HOUR_MS), newId(Date.now() - HOUR_MS)];
  const booked = `INSERT INTO ledger VALUES ('charge', $1, $2, 2500, 'EUR', 'pm_card_visa', 'captured', now() - interval '1 hour')`;
  await asked('provider', booked, [newId(Date.now() - HOUR_MS), charged]);
  const lines = JSON.stringify([{ productId: mug.id, quantity: 2 }]);
  await asked(
    'inventory',
    `WITH moved AS (UPDATE stock_item SET on_hand = on_hand - 2, reserved = reserved + 2 WHERE product_id = $1), told AS (
       INSERT INTO stock_movement VALUES ($2, $1, $3, 'reserved', -2, 2, 0, now()))
     INSERT INTO reservation VALUES ($3, 'held', $4, now() - interval '1 hour')`,
    [mug.id, randomUUID(), held, lines],
  );
  await waitFor(async () => ((await open()).length === 2 ? undefined : 'not both are shown'));
  const found = await open();
  const named = found.map(({ context, kind, orderId }) => [context, kind, orderId]);
  expect(named).toHaveLength(2);
  for (const one of [
    ['orders', 'stock-without-order', held],
    ['payments', 'charge-unknown-here', charged],
  ])
    expect(named).toContainEqual(one);

  const [first] = found;
  const dry = await cleaveCommand(cleave, [
    'reconcile',
    '--repair',
    `${first!.context}/${first!.id}`,
    '--reason',
    'a look',
  ]);
  expect([dry.code, dry.stdout]).toEqual([0, expect.stringContaining('is open. With --yes:')]);
  expect(await open()).toHaveLength(2);
  for (const { context, id } of found) {
    const args = ['reconcile', '--repair', `${context}/${id}`, '--reason', 'ticket 4711', '--yes'];
    expect(await cleaveCommand(cleave, args)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('repaired now'),
    });
  }
  const unreasoned = await cleaveCommand(cleave, ['reconcile', '--repair', `payments/${first!.id}`]);
  expect([unreasoned.code, unreasoned.stderr]).toEqual([2, expect.stringContaining('--reason')]);

  await waitFor(async () => {
    const [refund] = await asked('provider', `SELECT 1 FROM ledger WHERE kind = 'refund' AND order_id = $1`, [charged]);
    return refund ? undefined : 'the charge is not given back';
  });
  await waitFor(async () => {
    const [{ state } = {}] = await asked('inventory', 'SELECT state FROM reservation WHERE order_id = $1', [held]);
    return state === 'released' ? undefined : `the stock is ${String(state)}`;
  });
  const listed = await cleaveCommand(cleave, ['reconcile', '--state', 'repaired', '--json']);
  expect(JSON.parse(listed.stdout).data).toHaveLength(2);
});
