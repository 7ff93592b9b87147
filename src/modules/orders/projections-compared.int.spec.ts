import type { Identity } from '#libs/messaging/contract';
import { adminSession } from '#libs/database';
import { newId } from '#libs/messaging';
import { GetLag } from '#libs/messaging/ops';
import { testContext, type LoneContext } from '#libs/testing';
import { CompareProjection, ListProjections } from '#shared/contracts/orders';
import { waitFor } from '#test/wait-for';
import { OrdersModule } from './index.js';
import { cart, customer, priced } from './orders.fixtures.js';

const oscar: Identity = { userId: newId(), role: 'operator' };
const orders: string[] = [];

let context: LoneContext;
beforeAll(async () => {
  context = await testContext(OrdersModule);
  const [mug, ada] = [newId(), customer()];
  await context.given(priced(mug));
  for (let n = 0; n < 7; n++) orders.push((await context.ask(cart(mug), { caller: ada })).id);
  orders.sort();
});
afterAll(() => context?.close());

const write = (sql: string, values: readonly unknown[] = []) =>
  adminSession((context.db.options as { url: string }).url, (client) => client.query(sql, [...values]));
const compare = (more: Partial<CompareProjection> = {}) =>
  context.ask(new CompareProjection({ projection: 'orders', most: 100, ...more }), { caller: oscar });
const allIsThere = () =>
  waitFor(async () => {
    const { copies } = await context.ask(new ListProjections({}), { caller: oscar });
    const [copy] = copies;
    return copy?.isFilled && copy.lagSeconds === 0 ? undefined : JSON.stringify(copies);
  });

it('a copy that is fed is what the streams say, also right after an order', async () => {
  await waitFor(async () =>
    (await context.ask(new ListProjections({}), { caller: oscar })).copies.length ? undefined : 'no copy',
  );
  expect(await compare()).toEqual({
    projection: 'orders',
    store: 'postgres',
    copy: 1,
    compared: 7,
    same: 7,
    missing: 0,
    extra: 0,
    behind: 0,
    different: 0,
    named: [],
    next: null,
  });
});

it('it is compared page by page, each document once', async () => {
  let [compared, pages, after] = [0, 0, undefined as string | undefined];
  do {
    const page = await compare({ most: 3, after });
    [compared, pages, after] = [compared + page.compared, pages + 1, page.next ?? undefined];
    expect(page.same).toBe(page.compared);
  } while (after);
  expect([compared, pages]).toEqual([7, 3]);
});

it('what is not as the streams say is counted and named', async () => {
  await allIsThere();
  const [missing, behind, different] = orders as [string, string, string];
  const extra = newId();
  await write('DELETE FROM order_document_1 WHERE id = $1', [missing]);
  await write(
    `UPDATE order_document_1 SET version = version - 1, doc = jsonb_set(doc, '{version}', to_jsonb(version - 1)) WHERE id = $1`,
    [behind],
  );
  await write(`UPDATE order_document_1 SET doc = jsonb_set(doc, '{status}', '"confirmed"') WHERE id = $1`, [different]);
  await write(
    `INSERT INTO order_document_1 (id, version, doc, words)
     SELECT $1::text::uuid, version, jsonb_set(doc, '{id}', to_jsonb($1::text)), words FROM order_document_1 WHERE id = $2`,
    [extra, different],
  );
  const page = await compare();
  expect(page).toMatchObject({ compared: 8, same: 4, missing: 1, extra: 1, behind: 1, different: 1, next: null });
  expect(page.named.map(({ id, kind }) => [id, kind])).toEqual([
    [missing, 'missing'],
    [behind, 'behind'],
    [different, 'different'],
    [extra, 'extra'],
  ]);
  expect(JSON.stringify(page)).not.toContain('MUG');
});

it('a store that cannot be read is said to be away, with the code for it', async () => {
  await write('ALTER TABLE order_document_1 RENAME COLUMN doc TO hidden');
  await expect(compare({ copy: 1 })).rejects.toMatchObject({ code: 'orders.store-away', kind: 'unavailable' });
  await write('ALTER TABLE order_document_1 RENAME COLUMN hidden TO doc');
});

it('a copy whose table is not there yet is none', async () => {
  await write('ALTER TABLE order_document_1 RENAME TO elsewhere');
  await expect(compare({ copy: 1 })).rejects.toMatchObject({ code: 'orders.no-such-copy', kind: 'not-found' });
});

it('it is for staff, and of a copy that is there', async () => {
  await expect(context.ask(new CompareProjection({ projection: 'orders', most: 1 }))).rejects.toThrow('ops.staff-only');
  await expect(compare({ copy: 9 })).rejects.toMatchObject({ code: 'orders.no-such-copy', kind: 'not-found' });
  await expect(compare({ projection: 'prices' })).rejects.toThrow('orders.no-such-projection');
});

it('the lag of orders has that of its copies', async () => {
  const { projections } = await context.ask(new GetLag({}), { caller: oscar });
  expect(projections).toEqual([
    {
      projection: 'orders',
      store: 'postgres',
      copy: 1,
      state: 'live',
      isFilled: expect.any(Boolean),
      lagSeconds: expect.any(Number),
    },
  ]);
});
