import { newId } from '#libs/messaging';
import { testContext, type LoneContext } from '#libs/testing';
import { ScrapedMetrics } from '#test/scraped-metrics';
import { waitFor } from '#test/wait-for';
import { OrdersModule } from '../index.js';
import { cart, customer, priced, saidOf } from '../orders.fixtures.js';

let metrics: ScrapedMetrics;
let orders: LoneContext;
beforeAll(async () => {
  metrics = await ScrapedMetrics.start();
  orders = await testContext(OrdersModule);
});
afterAll(async () => {
  await orders?.close();
  await metrics.end();
});

async function placed() {
  const [mug, ada] = [newId(), customer()];
  await orders.given(priced(mug));
  const { id } = await orders.ask(cart(mug), { caller: ada });
  const said = saidOf(id, mug, ada);
  await orders.eventuallySent(said.reserve);
  return said;
}

async function sagas() {
  const read = await metrics.read();
  const states = ['stock', 'payment', 'ship', 'compensating', 'compensation-failed'] as const;
  return Object.fromEntries(states.map((state) => [state, read.sum('cleave_sagas', { saga: 'checkout', state })]));
}

it('counts each order once when it is final, and says where the others are', async () => {
  const [confirmed, cancelled, parked] = [await placed(), await placed(), await placed()];
  await placed();
  await orders.given(confirmed.reserved, confirmed.captured, confirmed.captured);
  await orders.given(cancelled.rejected);
  await orders.given(parked.reserved, parked.declined); // its stock is to be given back, and the store says nothing
  expect(await sagas()).toEqual({ stock: 1, payment: 0, ship: 1, compensating: 1, 'compensation-failed': 0 });
  await orders.whenTimeElapses('15m');
  await waitFor(async () => {
    const states = await sagas(); // of these two nobody has a timer any more
    return states['compensation-failed'] === 2 ? undefined : JSON.stringify(states);
  });
  expect(await sagas()).toMatchObject({ stock: 0, ship: 1, compensating: 0 });
  const read = await metrics.read();
  expect(read.sum('cleave_orders_total', { outcome: 'confirmed' })).toBe(1);
  expect(read.sum('cleave_orders_total', { outcome: 'cancelled' })).toBe(1);
  expect(read.sum('cleave_order_duration_seconds_count', { outcome: 'confirmed' })).toBe(1);
});
