import { newId } from '#libs/messaging';
import type { ReplyOf } from '#libs/messaging/contract';
import { testContext, type LoneContext } from '#libs/testing';
import { CancelOrder, GetOrder } from '#shared/contracts/orders';
import { GetProviderBacklog } from '#shared/contracts/payments';
import { PaymentsBacklog } from './data/payments-backlog.js';
import { OrdersModule } from './index.js';
import { cart, customer, priced, saidOf } from './orders.fixtures.js';

const FIVE_MINUTES_MS = 300_000;
const [mug, ada] = [newId(), customer()];

let orders: LoneContext;
let first: string;
const place = async () => (await orders.ask(cart(mug), { caller: ada })).id;
/** Payments says so, when it is asked. */
async function said(standing: ReplyOf<GetProviderBacklog>): Promise<void> {
  orders.answers(GetProviderBacklog, standing);
  await orders.app.get(PaymentsBacklog).look();
}
const away = (worthMs: number | null) => said({ isAway: true, waiting: 40, worthMs });

beforeEach(async () => {
  orders = await testContext(OrdersModule);
  await orders.given(priced(mug));
  first = await place();
});
afterEach(() => orders?.close());

it('accepts orders while less than five minutes of charges wait for a provider that is away', async () => {
  await away(FIVE_MINUTES_MS);
  await place();
});

it('refuses them while more wait, says when to come again, and cancels nothing', async () => {
  await away(FIVE_MINUTES_MS + 7_000);
  await expect(place()).rejects.toMatchObject({
    code: 'context.overloaded',
    message: expect.stringContaining('charges that take 307 s wait for the payment provider'),
    details: { retryAfterMs: 7_000 },
  });
  expect(await orders.ask(new GetOrder({ id: first }), { caller: ada })).toMatchObject({ status: 'pending' });
});

it.each([
  [FIVE_MINUTES_MS + 1, 1_000],
  [10 * FIVE_MINUTES_MS, 30_000],
])('with %d ms of charges it asks for a pause of %d ms', async (worthMs, retryAfterMs) => {
  await away(worthMs);
  await expect(place()).rejects.toMatchObject({ details: { retryAfterMs } });
});

it('lets an order be cancelled meanwhile', async () => {
  await away(2 * FIVE_MINUTES_MS);
  expect(await orders.ask(new CancelOrder({ id: first }), { caller: ada })).toMatchObject({ id: first });
});

it('accepts them again when payments says so', async () => {
  await away(2 * FIVE_MINUTES_MS);
  await expect(place()).rejects.toMatchObject({ code: 'context.overloaded' });
  await said({ isAway: false, waiting: 0, worthMs: 0 });
  await place();
});

it('accepts them as soon as no order is under way any more, which is before payments is asked again', async () => {
  await away(2 * FIVE_MINUTES_MS);
  await expect(place()).rejects.toMatchObject({ code: 'context.overloaded' });
  const { reserved, captured, committed } = saidOf(first, mug, ada);
  await orders.given(reserved, captured, committed);
  await place();
});

it('takes a rate that nobody knows for no reason', async () => {
  await away(null);
  await place();
});

it('asks nobody while no order is under way', async () => {
  const idle = await testContext(OrdersModule);
  idle.answers(GetProviderBacklog, { isAway: true, waiting: 40, worthMs: 2 * FIVE_MINUTES_MS });
  await idle.app.get(PaymentsBacklog).look();
  await idle.given(priced(mug));
  await idle.ask(cart(mug), { caller: ada });
  await idle.close();
});
