import type { Identity } from '#libs/messaging/contract';
import { adminSession } from '#libs/database';
import { Engine, newId } from '#libs/messaging';
import { testContext, type LoneContext } from '#libs/testing';
import { DropProjectionCopy, ListProjections, RebuildProjection, SwapProjection } from '#shared/contracts/orders';
import { OrdersModule } from './index.js';
import { cart, customer, priced } from './orders.fixtures.js';

const oscar: Identity = { userId: newId(), role: 'operator' };
const orders = { projection: 'orders' };
const postgres = { ...orders, store: 'postgres' };

let context: LoneContext;
beforeAll(async () => {
  context = await testContext(OrdersModule);
  // What is decided does not need a projector, whose rows are written here.
  for (const companion of context.app.get(Engine).companions) await companion.drain();
});
afterAll(() => context?.close());
beforeEach(async () => {
  await write('DELETE FROM projection_copy');
  await write('DELETE FROM projection_progress');
  await copy(1, 'live');
  await progress(1, { filledAt: 'now()' });
});

/** As nobody but the projector and decisions may. */
const write = (sql: string, values: readonly unknown[] = []) =>
  adminSession((context.db.options as { url: string }).url, (client) => client.query(sql, [...values]));
const copy = (number: number, state: string, store = 'postgres') =>
  write('INSERT INTO projection_copy VALUES ($1, $2, $3, $4, 1, now())', ['orders', store, number, state]);
/** It has everything that is committed before this statement. */
const progress = (number: number, { filledAt = 'NULL', position = 'pg_current_xact_id()' } = {}) =>
  write(`INSERT INTO projection_progress (projection, store, copy, position, filled, begun_at, filled_at)
    VALUES ('orders', 'postgres', ${number}, ${position}, 7, now() - interval '10 s', ${filledAt})`);
const states = async () => {
  const { copies } = await context.ask(new ListProjections({}), { caller: oscar });
  return copies.map((one) => `${one.store} ${one.copy} ${one.state}`);
};
const ask = <M extends object>(message: M) => context.ask(message, { caller: oscar });

it('a rebuild begins the next copy, once for a request that is repeated', async () => {
  const wish = new RebuildProjection(orders);
  const id = newId();
  for (let n = 0; n < 2; n++)
    expect(await context.ask(wish, { caller: oscar, id })).toEqual({ ...postgres, copy: 2, state: 'building' });
  expect(await states()).toEqual(['postgres 1 live', 'postgres 2 building']);
  await expect(ask(wish)).rejects.toMatchObject({ code: 'orders.copy-being-built', kind: 'conflict' });
});

it('two operators who rebuild at the same time begin one copy', async () => {
  const both = await Promise.allSettled([ask(new RebuildProjection(orders)), ask(new RebuildProjection(postgres))]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(await states()).toEqual(['postgres 1 live', 'postgres 2 building']);
});

it('a copy is made live when it is filled and not behind, in one decision with the one before', async () => {
  const swap = new SwapProjection(orders);
  await expect(ask(swap)).rejects.toMatchObject({ code: 'orders.no-such-copy', kind: 'not-found' });
  await ask(new RebuildProjection(orders));
  await expect(ask(swap)).rejects.toMatchObject({ code: 'orders.copy-not-ready' });
  await progress(2);
  await expect(ask(swap)).rejects.toMatchObject({
    code: 'orders.copy-not-ready',
    details: { copy: 2, isFilled: false, lagSeconds: 0 },
  });
  await write('UPDATE projection_progress SET filled_at = now() WHERE copy = 2');
  expect(await ask(swap)).toEqual({ ...postgres, copy: 2, state: 'live' });
  expect(await states()).toEqual(['postgres 1 old', 'postgres 2 live']);
});

it('copies take turns, also where the one that is to be live is written first: 10 before 9', async () => {
  const swapped = async (number: number) => {
    await ask(new RebuildProjection(orders));
    await progress(number, { filledAt: 'now()' });
    await ask(new SwapProjection(orders));
    await ask(new DropProjectionCopy({ ...postgres, copy: number - 1 }));
    await write('DELETE FROM projection_progress WHERE copy < $1', [number]);
  };
  for (let number = 2; number <= 11; number++) await swapped(number);
  expect(await states()).toEqual(['postgres 11 live']);
});

it('a copy that is too far behind is not made live', async () => {
  const mug = newId();
  await context.given(priced(mug));
  await ask(new RebuildProjection(orders));
  await progress(2, { filledAt: 'now()' });
  await context.ask(cart(mug), { caller: customer() });
  await write("UPDATE event SET at = at - interval '20 s'");
  await expect(ask(new SwapProjection(orders))).rejects.toMatchObject({ code: 'orders.copy-not-ready' });
  const { copies } = await ask(new ListProjections({}));
  expect(copies.map(({ lagSeconds }) => lagSeconds! >= 20)).toEqual([true, true]);
  await write('UPDATE projection_progress SET position = pg_current_xact_id()');
  expect(await ask(new SwapProjection(orders))).toMatchObject({ copy: 2, state: 'live' });
});

it('a copy that is searched is not given up; another is shown until its documents are removed', async () => {
  const drop = new DropProjectionCopy({ ...postgres, copy: 1 });
  await expect(ask(drop)).rejects.toMatchObject({ code: 'orders.copy-is-live', kind: 'conflict' });
  await copy(2, 'old');
  await progress(2);
  for (let n = 0; n < 2; n++)
    expect(await ask(new DropProjectionCopy({ ...postgres, copy: 2 }))).toMatchObject({ state: 'dropped' });
  expect(await states()).toEqual(['postgres 1 live', 'postgres 2 dropped']);
  await write('DELETE FROM projection_progress WHERE copy = 2');
  expect(await states()).toEqual(['postgres 1 live']);
  await expect(ask(new DropProjectionCopy({ ...postgres, copy: 9 }))).rejects.toThrow('orders.no-such-copy');
});

it('the copies of a store that this process does not feed are shown without their number of documents', async () => {
  await copy(1, 'live', 'mongodb');
  const { copies } = await ask(new ListProjections({}));
  expect(copies).toMatchObject([
    { store: 'mongodb', documents: null, lagSeconds: null, isFilled: false, holder: null },
    { store: 'postgres', lagSeconds: 0, isFilled: true, filled: 7, codeShape: 1, shape: 1 },
  ]);
  await expect(ask(new RebuildProjection({ ...orders, store: 'mongodb' }))).rejects.toThrow('orders.no-such-store');
  expect(await ask(new RebuildProjection(orders))).toMatchObject({ store: 'postgres' });
});

it.each([
  new ListProjections({}),
  new RebuildProjection(orders),
  new SwapProjection(orders),
  new DropProjectionCopy({ ...postgres, copy: 1 }),
])('is for staff: %p', async (message) => {
  for (const caller of [undefined, customer()])
    await expect(context.ask(message, { caller })).rejects.toMatchObject({ code: 'ops.staff-only' });
});
