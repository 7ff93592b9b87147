import { newId } from '#libs/messaging';
import { testContext, type LoneContext } from '#libs/testing';
import { ProductChanged } from '#shared/contracts/inventory';
import { UserRegistered } from '#shared/contracts/users';
import { money } from '#shared/kernel';
import { OrdersModule } from '../index.js';

let orders: LoneContext;

beforeAll(async () => (orders = await testContext(OrdersModule)));
afterAll(() => orders?.close());

const product = (productId: string, version: number) =>
  new ProductChanged({ productId, sku: `MUG-${version}`, name: `Mug ${version}`, price: money(500, 'EUR'), version });
const account = (userId: string, version: number) =>
  new UserRegistered({ userId, email: `ada.${version}@example.com`, name: `Ada ${version}`, version });

const kept = async (table: string, key: string, id: string) => {
  const [row] = await orders.db.query<Record<string, string>[]>(`SELECT * FROM ${table} WHERE ${key} = $1`, [id]);
  return row!;
};

it.each([
  ['of a product', product, 'product_name', 'product_id', { name: 'Mug 2', sku: 'MUG-2', version: 2 }],
  ['of a customer', account, 'customer_name', 'user_id', { name: 'Ada 2', email: 'ada.2@example.com', version: 2 }],
])('the newest name %s is kept, in whichever order they come', async (_, told, table, key, newest) => {
  const [one, other] = [newId(), newId()];
  await orders.given(told(one, 1), told(one, 2), told(other, 2), told(other, 1));
  expect(await kept(table, key, one)).toMatchObject(newest);
  expect(await kept(table, key, other)).toMatchObject(newest);
});

it.each([
  ['of a product', product, 'product_name', 'product_id'],
  ['of a customer', account, 'customer_name', 'user_id'],
])('a name %s says by which transaction it was changed last', async (_, told, table, key) => {
  const id = newId();
  await orders.given(told(id, 1));
  const first = await kept(table, key, id);
  await orders.given(told(id, 2));
  const second = await kept(table, key, id);
  expect(BigInt(second.tx!)).toBeGreaterThan(BigInt(first.tx!));
  await orders.given(told(id, 1)); // older, so nothing is written
  expect((await kept(table, key, id)).tx).toBe(second.tx);
});

it('a product that changes otherwise keeps its name and what gave it: a new price makes nobody write documents again', async () => {
  const id = newId();
  const mug = (version: number, name: string) =>
    new ProductChanged({ productId: id, sku: 'MUG', name, price: money(version, 'EUR'), version });
  await orders.given(mug(1, 'Mug'));
  const first = await kept('product_name', 'product_id', id);
  await orders.given(mug(2, 'Mug'));
  expect(await kept('product_name', 'product_id', id)).toStrictEqual({ ...first, version: 2 });
  await orders.given(mug(3, 'Cup'));
  expect(await kept('product_name', 'product_id', id)).toMatchObject({ name: 'Cup', version: 3, named_by: 3 });
});
