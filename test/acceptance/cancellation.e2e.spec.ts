import { type Api, customer, operator, orderOf, type Order, type Product, stocked } from '#test/api';
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

it('a confirmed order is not', async () => {
  const { id } = (await ada.orderAndWait(orderOf(mug, 1))).body;
  expect([(await cancel(id)).status, (await show(id)).status]).toEqual([409, 'confirmed']);
});

it('nothing is lost, and nothing is held for what was cancelled', async () => {
  expect(await violationsAtRest(cleave.databases)).toEqual([]);
});
