import { newId } from '#libs/messaging';
import type { Identity } from '#libs/messaging/contract';
import { testContext, type LoneContext } from '#libs/testing';
import { OrderChanges, OrderVersions } from '#shared/contracts/orders';
import { OrdersModule } from '../index.js';
import { cart, customer, priced, saidOf, total } from '../orders.fixtures.js';

let orders: LoneContext;
let mug: string;
let ada: Identity;

beforeAll(async () => (orders = await testContext(OrdersModule)));
afterAll(() => orders?.close());
beforeEach(async () => {
  [mug, ada] = [newId(), customer()];
  await orders.given(priced(mug));
});

async function placed() {
  const { id: orderId } = await orders.ask(cart(mug), { caller: ada });
  const said = saidOf(orderId, mug, ada);
  await orders.eventuallySent(said.reserve);
  return { orderId, ...said };
}
const changes = (id: string, after = 0, caller: Identity | undefined = ada) =>
  orders.ask(new OrderChanges({ id, after }), { caller });

it('an order tells its changes from the first one, and goes on after the one that is known', async () => {
  const { orderId, reserved, captured } = await placed();
  const first = { orderId, version: 1, type: 'placed', total, lines: [{ productId: mug, quantity: 2 }] };
  expect(await changes(orderId)).toMatchObject({ changes: [first], isLast: false });
  expect(await changes(orderId, 1)).toEqual({ changes: [], isLast: false });
  await orders.given(reserved, captured);
  const last = { orderId, version: 2, type: 'confirmed', at: expect.any(String) };
  expect(await changes(orderId)).toMatchObject({ changes: [first, last], isLast: true });
  expect(await changes(orderId, 1)).toEqual({ changes: [last], isLast: true });
  expect(await changes(orderId, 2)).toEqual({ changes: [], isLast: true });
});

it('a cancelled order says why', async () => {
  const { orderId, rejected } = await placed();
  await orders.given(rejected);
  const { changes: told } = await changes(orderId, 1);
  expect(told).toMatchObject([{ version: 2, type: 'cancelled', reason: 'out-of-stock' }]);
});

it('a version that the order never had is refused', async () => {
  const { orderId } = await placed();
  await expect(changes(orderId, 2)).rejects.toMatchObject({ code: 'orders.unknown-version', kind: 'invalid' });
});

it("another's order has no changes, as one that does not exist; staff see them", async () => {
  const { orderId } = await placed();
  const notFound = { code: 'orders.not-found', kind: 'not-found' };
  await expect(changes(orderId, 0, customer())).rejects.toMatchObject(notFound);
  await expect(changes(orderId, 9, customer())).rejects.toMatchObject(notFound);
  await expect(orders.ask(new OrderChanges({ id: orderId, after: 0 }))).rejects.toMatchObject(notFound);
  await expect(changes(newId())).rejects.toMatchObject(notFound);
  expect(await changes(orderId, 0, { userId: newId(), role: 'operator' })).toMatchObject({ changes: [{ version: 1 }] });
});

it('the versions of many orders are told at once, without those that do not exist', async () => {
  const [one, other] = [await placed(), await placed()];
  await orders.given(other.rejected);
  const { versions } = await orders.ask(new OrderVersions({ ids: [one.orderId, other.orderId, newId()] }));
  expect(new Map(versions.map(({ id, version }) => [id, version]))).toEqual(
    new Map([
      [one.orderId, 1],
      [other.orderId, 2],
    ]),
  );
});
