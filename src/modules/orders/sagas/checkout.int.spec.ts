import { newId } from '#libs/messaging';
import type { AnyMessage, Identity } from '#libs/messaging/contract';
import { eventually, testContext, type LoneContext } from '#libs/testing';
import { StockReserved } from '#shared/contracts/inventory';
import { GetOrder } from '#shared/contracts/orders';
import { OrdersModule } from '../index.js';
import { cart, customer, priced, saidOf } from '../orders.fixtures.js';

/** A new order of two mugs, and all messages about it. */
async function placedIn(orders: LoneContext) {
  const [mug, ada] = [newId(), customer()];
  await orders.given(priced(mug));
  const { id: orderId } = await orders.ask(cart(mug), { caller: ada });
  const said = saidOf(orderId, mug, ada);
  await orders.eventuallySent(said.reserve);
  return { orderId, ada, ...said };
}

describe('the checkout', () => {
  let orders: LoneContext;
  beforeAll(async () => (orders = await testContext(OrdersModule)));
  afterAll(() => orders?.close());

  const show = ({ orderId, ada }: { orderId: string; ada: Identity }) =>
    orders.ask(new GetOrder({ id: orderId }), { caller: ada });
  const typesOf = async (stream: string) => {
    const sql = 'SELECT type FROM event WHERE stream = $1 ORDER BY version';
    return (await orders.db.query<{ type: string }[]>(sql, [stream])).map(({ type }) => type);
  };

  it('goes from placed to shipped, each fact taken once', async () => {
    const order = await placedIn(orders);
    const story: [AnyMessage, AnyMessage[]][] = [
      [order.reserved, [order.charge]],
      [order.captured, [order.commit, order.confirmed]],
      [order.committed, []],
    ];
    for (const [fact, then] of story) {
      (await orders.when(fact)).thenSent(...then);
      (await orders.again()).thenSentNothing();
      (await orders.when(fact)).thenSentNothing(); // told again, as another message
    }
    expect(await show(order)).toMatchObject({ status: 'confirmed', progress: 'done', reason: null });
    expect(await typesOf(`order-${order.orderId}`)).toEqual(['placed', 'confirmed']);
    expect(await typesOf(`checkout-${order.orderId}`)).toEqual(['started', 'step-done', 'step-done', 'step-done']);
  });

  it('leaves no timer behind', async () => {
    const order = await placedIn(orders);
    await orders.given(order.reserved, order.captured, order.committed);
    const left = () => orders.db.query('SELECT type FROM outbox_message WHERE key = $1', [order.orderId]);
    await eventually(async () => expect(await left()).toEqual([]));
  });

  it('ends at once when the stock is not there', async () => {
    const order = await placedIn(orders);
    (await orders.when(order.rejected)).thenSent(order.cancelled('out-of-stock'));
    (await orders.again()).thenSentNothing();
    expect(await show(order)).toMatchObject({ status: 'cancelled', reason: 'out-of-stock', progress: 'done' });
  });

  it('gives the stock back after a decline, and says cancelled only then', async () => {
    const order = await placedIn(orders);
    await orders.given(order.reserved);
    (await orders.when(order.declined)).thenSent(order.release);
    expect(await show(order)).toMatchObject({ status: 'pending', progress: 'compensating' });
    (await orders.when(order.released)).thenSent(order.cancelled('payment-declined'));
    expect(await show(order)).toMatchObject({ status: 'cancelled', reason: 'payment-declined' });
  });

  it('takes no answer to a question that it has not asked yet', async () => {
    const order = await placedIn(orders);
    for (const early of [order.captured, order.committed, order.undone, order.released])
      (await orders.when(early)).thenSentNothing();
    expect(await show(order)).toMatchObject({ status: 'pending', progress: 'stock' });
    (await orders.when(order.reserved)).thenSent(order.charge);
  });

  it('knows nothing of orders that were not placed here', async () => {
    (await orders.when(new StockReserved({ orderId: newId() }))).thenSentNothing();
  });
});

describe('the timers of the checkout', () => {
  let orders: LoneContext;
  beforeAll(async () => (orders = await testContext(OrdersModule)));
  afterAll(() => orders?.close());

  it('give the order up when the stock says nothing for 30 seconds', async () => {
    const order = await placedIn(orders);
    (await orders.whenTimeElapses('20s')).thenSentNothing();
    (await orders.whenTimeElapses('10s')).thenSent(order.release);
    (await orders.when(order.reserved)).thenSentNothing();
    (await orders.when(order.released)).thenSent(order.cancelled('timeout'));
  });

  it('take the money back before the stock when nothing is known of it for two minutes', async () => {
    const order = await placedIn(orders);
    await orders.given(order.reserved);
    (await orders.whenTimeElapses('1m')).thenSentNothing();
    (await orders.whenTimeElapses('1m')).thenSent(order.refund);
    (await orders.when(order.captured)).thenSentNothing();
    (await orders.when(order.undone)).thenSent(order.release);
    (await orders.when(order.released)).thenSent(order.cancelled('timeout'));
  });

  it('ask again for what must be done once an order is confirmed, with longer and longer pauses', async () => {
    const order = await placedIn(orders);
    await orders.given(order.reserved, order.captured);
    (await orders.whenTimeElapses('30s')).thenSent(order.commit);
    // one, two, four and eight minutes later
    (await orders.whenTimeElapses('15m')).thenSent(order.commit, order.commit, order.commit, order.commit);
    (await orders.when(order.committed)).thenSentNothing();
    (await orders.whenTimeElapses('1h')).thenSentNothing();
  });
});
