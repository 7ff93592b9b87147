import { type Api, availableOf, customer, type Mail, operator, type Order, orderOf, stocked } from '#test/api';
import { openBooks } from '#test/books';
import { violationsAtRest } from '#test/checker';
import { Cleave } from '#test/cleave';
import { waitFor } from '#test/wait-for';

let cleave: Cleave;
let ada: Api;
let staff: Api;

/** What the provider's own books say of an order. */
async function booked(orderId: string): Promise<string[]> {
  const books = await openBooks({ provider: cleave.databases.provider! });
  const sql = `SELECT kind, outcome FROM ledger WHERE order_id = '${orderId}' ORDER BY at`;
  const rows = await books.read<{ kind: string; outcome: string }>('provider', sql);
  await books.close();
  return rows.map(({ kind, outcome }) => `${kind} ${outcome}`);
}

async function mailsOf(order: Order): Promise<readonly Mail[]> {
  const read = async () => (await ada.get<{ data: Mail[] }>(`/v1/orders/${order.id}/messages`)).body.data;
  await waitFor(async () => ((await read()).length ? undefined : `no e-mail about order ${order.id}`));
  return read();
}

describe('with a provider that answers', () => {
  beforeAll(async () => {
    cleave = await Cleave.start();
    [ada, staff] = await Promise.all([customer(cleave), operator(cleave)]);
  }, 60_000);
  afterAll(() => cleave.discard());

  it('an approved card: confirmed, charged once, and gone from the shelf', async () => {
    const mug = await stocked(staff, 3);
    const { body: order } = await ada.orderAndWait(orderOf(mug, 2));
    expect(order).toMatchObject({ status: 'confirmed', reason: null });
    expect(await booked(order.id)).toEqual(['charge captured']);
    expect(await mailsOf(order)).toMatchObject([{ kind: 'order-confirmed', subject: 'Your order is confirmed' }]);
    expect(await availableOf(ada, mug)).toBe(1);
  });

  it('a declined card: cancelled when the stock has been given back', async () => {
    const mug = await stocked(staff, 3);
    const { body: order } = await ada.orderAndWait(orderOf(mug, 2, 'pm_card_visa_chargeDeclined'));
    expect(order).toMatchObject({ status: 'cancelled', reason: 'payment-declined', progress: 'done' });
    expect(await availableOf(ada, mug)).toBe(3); // at once: cancelled is said when nothing is held any more
    expect(await booked(order.id)).toEqual(['charge declined']);
    expect(await mailsOf(order)).toMatchObject([{ kind: 'order-cancelled' }]);
    expect((await mailsOf(order))[0]!.body).toContain('the payment was declined');
  });

  it('out of stock: cancelled, and nobody was asked for money', async () => {
    const [mug, tea] = await Promise.all([stocked(staff, 1), stocked(staff, 5)]);
    const lines = [tea, mug].map(({ id }) => ({ productId: id, quantity: 2 }));
    const { body: order } = await ada.orderAndWait({ lines, payment: { method: 'pm_card_visa' } });
    expect(order).toMatchObject({ status: 'cancelled', reason: 'out-of-stock' });
    expect([await availableOf(ada, mug), await availableOf(ada, tea)]).toEqual([1, 5]);
    expect(await booked(order.id)).toEqual([]);
    expect((await mailsOf(order))[0]!.body).toContain('not everything you ordered is in stock');
  });

  it('an answer that is lost: the provider is asked, the order is confirmed, and the charge was made once', async () => {
    const mug = await stocked(staff, 1);
    const { body: order } = await ada.orderAndWait(orderOf(mug, 1, 'pm_cleave_answerLost'));
    expect(order).toMatchObject({ status: 'confirmed' });
    expect(await booked(order.id)).toEqual(['charge captured']);
  });

  it('every rule holds', async () => {
    expect(cleave.complaints).toEqual([]);
    expect(await violationsAtRest(cleave.databases)).toEqual([]);
  });
});

describe('with a provider that is silent for longer than the checkout waits', () => {
  beforeAll(async () => {
    // 2.4 s instead of two minutes for the payment, and a charge that becomes known after that
    const settings = { CLEAVE_TIMER_SCALE: '0.02', CLEAVE_PROVIDER_SILENCE_MS: '4000', CLEAVE_RETRY_MS: '200' };
    cleave = await Cleave.start(settings);
    [ada, staff] = await Promise.all([customer(cleave), operator(cleave)]);
  }, 60_000);
  afterAll(() => cleave.discard());

  it('cancelled/timeout, when the late charge has been refunded and the stock is back', async () => {
    const mug = await stocked(staff, 3);
    const placed = await ada.order(orderOf(mug, 2, 'pm_cleave_silent'));
    const path = `/v1/orders/${placed.body.id}`;
    const standing = async (): Promise<Order> => (await ada.get<Order>(path)).body;

    await waitFor(async () => {
      const { status, progress } = await standing();
      return progress === 'compensating' ? undefined : `the order is ${status} (${progress})`;
    });
    // The charge may have been made: as long as nobody knows, everything is held.
    expect((await standing()).status).toBe('pending');
    expect(await availableOf(ada, mug)).toBe(1);

    await waitFor(async () => {
      const { status, progress } = await standing();
      return status === 'pending' ? `the order is pending (${progress})` : undefined;
    }, 15_000);
    expect(await standing()).toMatchObject({ status: 'cancelled', reason: 'timeout' });
    expect(await booked(placed.body.id)).toEqual(['charge captured', 'refund refunded']);
    expect(await availableOf(ada, mug)).toBe(3);
    expect(await mailsOf(placed.body)).toMatchObject([{ kind: 'order-cancelled' }]);
    expect(await violationsAtRest(cleave.databases)).toEqual([]);
  });
});
