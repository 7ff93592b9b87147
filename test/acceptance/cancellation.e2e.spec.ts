import { type Api, availableOf, customer, operator, orderOf, type Order, type Product, stocked } from '#test/api';
import { violationsAtRest } from '#test/checker';
import { Cleave } from '#test/cleave';
import { cleaveCommand } from '#test/cleave-command';
import { waitFor } from '#test/wait-for';

interface Cancellation {
  readonly status: string;
  readonly reason: string;
  readonly money: string;
}

let cleave: Cleave;
let ada: Api;
let mug: Product;
beforeAll(async () => {
  cleave = await Cleave.start({ CLEAVE_PROVIDER_SILENCE_MS: '600000' });
  ada = await customer(cleave);
  mug = await stocked(await operator(cleave), 100);
});
afterAll(() => cleave.discard());

const show = async (id: string) => (await ada.get<Order>(`/v1/orders/${id}`)).body;
const cancel = (id: string, reason?: string) => ada.post<Cancellation>(`/v2/orders/${id}/cancellation`, { reason });
const finalOf = (id: string) =>
  waitFor(async () => ((await show(id)).status === 'pending' ? 'the order is pending' : undefined)).then(() =>
    show(id),
  );

it('an order whose charge is under way is cancelled, its money goes back, and operators see it wait meanwhile', async () => {
  const { id } = (await ada.order(orderOf(mug, 2, 'pm_cleave_silent'))).body;
  await waitFor(async () => ((await show(id)).progress === 'payment' ? undefined : 'nothing is charged yet'));

  const listed = await cleaveCommand(cleave, ['saga', 'ls', '--state', 'payment', '--json']);
  expect(JSON.parse(listed.stdout)).toMatchObject({ data: [{ id, saga: 'checkout', state: 'payment', reason: null }] });
  const early = await cleaveCommand(cleave, ['saga', 'retry', id, 'payment', '--reason', 'impatience']);
  expect([early.code, early.stderr]).toEqual([1, expect.stringContaining('orders.no-help-needed')]);

  const { status, body } = await cancel(id, 'takes-too-long');
  expect([status, body]).toMatchObject([202, { status: 'pending', money: 'returned-if-taken' }]);
  const shown = await cleaveCommand(cleave, ['saga', 'show', id]);
  expect([shown.code, shown.stdout]).toEqual([
    0,
    expect.stringMatching(/compensating, because of takes-too-long[^]*aborted/),
  ]);

  await cleave.stop();
  await cleave.run({ CLEAVE_PROVIDER_SILENCE_MS: '0' }); // and now the provider says that it has charged
  expect(await finalOf(id)).toMatchObject({ status: 'cancelled', reason: 'takes-too-long' });
  expect((await cancel(id)).body).toMatchObject({ status: 'cancelled', money: 'returned' });
  const history = await ada.get<{ data: { kind: string }[] }>(`/v2/orders/${id}/history`);
  expect(history.body.data.map(({ kind }) => kind)).toEqual([
    'placed',
    'goods-reserved',
    'cancellation-asked',
    'money-returned',
    'goods-returned',
    'cancelled',
  ]);
  expect((await ada.get<{ data: object[] }>(`/v2/orders/${id}/messages`)).body.data).toMatchObject([
    { kind: 'order-cancelled', body: expect.stringContaining('as you wished') },
  ]);
});

it('a confirmed order is given back: its money, its goods, and an e-mail about it', async () => {
  const { id } = (await ada.orderAndWait(orderOf(mug, 3))).body;
  const before = await availableOf(ada, mug);
  expect((await cancel(id, 'no-longer-needed')).body).toMatchObject({ money: 'returned-if-taken' });
  await waitFor(async () => ((await show(id)).status === 'cancelled' ? undefined : 'it is not given back yet'));
  expect(await show(id)).toMatchObject({ reason: 'no-longer-needed', refunded: { amount: 3_750, currency: 'EUR' } });
  expect(await availableOf(ada, mug)).toBe(before + 3);
  expect((await cancel(id)).body).toMatchObject({ status: 'cancelled', money: 'returned' });
});

it('a confirmed order is refunded in part by staff: a mug comes back, and one euro for the trouble', async () => {
  const { id } = (await ada.orderAndWait(orderOf(mug, 3))).body;
  const [before, staff] = [await availableOf(ada, mug), await operator(cleave)];
  const wishes = [
    { lines: [{ productId: mug.id, quantity: 1, restock: true }], reason: 'returned' },
    { amount: { amount: 100, currency: 'EUR' }, reason: 'goodwill' },
  ];
  for (const { reason, ...wish } of wishes) {
    const preview = await staff.post<{ amount: object }>(`/v2/orders/${id}/refunds/preview`, wish);
    const refund = await staff.post<{ amount: object }>(`/v2/orders/${id}/refunds`, { ...wish, reason });
    expect([preview.status, refund.status, refund.body.amount]).toEqual([200, 202, preview.body.amount]);
  }
  await waitFor(async () => {
    const { refunds } = (await ada.get<{ refunds: { status: string }[] }>(`/v1/orders/${id}`)).body;
    return refunds.every(({ status }) => status === 'made') ? undefined : 'a refund is under way';
  });
  expect(await show(id)).toMatchObject({ status: 'confirmed', refunded: { amount: 1_350, currency: 'EUR' } });
  await waitFor(async () => ((await availableOf(ada, mug)) === before + 1 ? undefined : 'the mug is on its way'));
  const story = await cleaveCommand(cleave, ['order', 'story', id]);
  expect(story.stdout).toMatch(/refund refunded/);
});

it('nothing is lost, and nothing is held for what was cancelled', async () => {
  expect(await violationsAtRest(cleave.databases)).toEqual([]);
});
