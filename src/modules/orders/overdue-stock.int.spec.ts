import { newId } from '#libs/messaging';
import { type LoneContext, testContext } from '#libs/testing';
import { StockOverdue } from '#shared/contracts/inventory';
import { OrdersModule } from './index.js';
import { cart, customer, priced, saidOf } from './orders.fixtures.js';

describe('orders that are asked about stock that is held for long', () => {
  let orders: LoneContext;
  beforeAll(async () => (orders = await testContext(OrdersModule)));
  afterAll(() => orders?.close());

  const since = '2026-03-01T11:00:00.000Z';

  async function placed() {
    const [mug, ada] = [newId(), customer()];
    await orders.given(priced(mug));
    const { id: orderId } = await orders.ask(cart(mug), { caller: ada });
    const said = saidOf(orderId, mug, ada);
    await orders.eventuallySent(said.reserve);
    return { ...said, overdue: new StockOverdue({ orderId, lines: said.reserve.lines, since }) };
  }

  it('leave it while the checkout is under way', async () => {
    const order = await placed();
    (await orders.when(order.overdue)).thenSentNothing();
    await orders.given(order.reserved);
    (await orders.when(order.overdue)).thenSentNothing();
    await orders.given(order.captured);
    (await orders.when(order.overdue)).thenSentNothing(); // the saga sends the commit again by itself
  });

  it('leave it while it is compensated, and release it once the order is cancelled, as often as they are asked', async () => {
    const order = await placed();
    await orders.given(order.reserved, order.declined);
    (await orders.when(order.overdue)).thenSentNothing();
    await orders.given(order.released);
    (await orders.when(order.overdue)).thenSent(order.release);
    (await orders.when(order.released)).thenSentNothing();
    (await orders.when(order.overdue)).thenSent(order.release);
  });

  it('release that of an order that was never placed here', async () => {
    const { release } = saidOf(newId(), newId(), customer());
    (await orders.when(new StockOverdue({ ...release, since }))).thenSent(release);
  });

  it('say that it has left the shelf when that was told before', async () => {
    const order = await placed();
    await orders.given(order.reserved, order.captured, order.committed);
    (await orders.when(order.overdue)).thenSent(order.commit);
  });

  it('are asked by inventory alone', async () => {
    const { overdue } = await placed();
    (await orders.when(overdue, { from: 'gateway' })).thenRefused('message.forbidden');
    (await orders.receives('inventory.stock-overdue.v1', { orderId: 'x' }, { from: 'inventory' })).thenRefused(
      'message.invalid',
    );
  });
});
