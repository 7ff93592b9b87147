import { newId } from '#libs/messaging';
import { testContext, type LoneContext } from '#libs/testing';
import { ListOrders, PlaceOrder } from '#shared/contracts/orders';
import { OrdersModule } from '../index.js';
import { customer, priced } from '../orders.fixtures.js';

let orders: LoneContext;

beforeAll(async () => (orders = await testContext(OrdersModule)));
afterAll(() => orders?.close());

it('41 orders of 100 lines are listed page by page: a page ends early by size and gives its cursor', async () => {
  const [caller, products] = [customer(), Array.from({ length: 100 }, newId)];
  await orders.given(...products.map((product) => priced(product, 999, 1_000_000_000)));
  const lines = products.map((productId) => ({ productId, quantity: 1_000 }));
  const placed: string[] = [];
  for (let n = 0; n < 41; n++) {
    const { id } = await orders.ask(new PlaceOrder({ lines, payment: { method: 'pm_card_visa' } }), { caller });
    placed.unshift(id);
  }

  const listed: string[] = [];
  let pages = 0;
  for (let cursor: string | undefined; pages === 0 || cursor; pages++) {
    const { data, page } = await orders.ask(new ListOrders({ limit: 41, cursor }), { caller });
    listed.push(...data.map(({ id }) => id));
    expect(page.hasMore).toBe(page.next !== null);
    cursor = page.next ?? undefined;
  }
  expect(listed).toEqual(placed);
  expect(pages).toBeGreaterThan(1);
});
