import { newId } from '#libs/messaging';
import type { Identity } from '#libs/messaging/contract';
import { testContext, type LoneContext } from '#libs/testing';
import { HelpSaga, ListSagas, ShowSaga } from '#shared/contracts/orders';
import { OrdersModule } from './index.js';
import { cart, customer, priced, saidOf } from './orders.fixtures.js';

const [oscar, anna]: Identity[] = [
  { userId: newId(), role: 'operator' },
  { userId: newId(), role: 'admin' },
] as const;

let orders: LoneContext;
let mug: string;
beforeAll(async () => {
  orders = await testContext(OrdersModule);
  await orders.given(priced((mug = newId())));
});
afterAll(() => orders?.close());

async function placed() {
  const ada = customer();
  const { id: orderId } = await orders.ask(cart(mug), { caller: ada });
  const said = saidOf(orderId, mug, ada);
  await orders.eventuallySent(said.reserve);
  return { orderId, ...said };
}

/** Nobody answers: the payment times out, and then its undo. */
async function stuck() {
  const order = await placed();
  await orders.given(order.reserved);
  (await orders.whenTimeElapses('2m')).thenSent(order.refund);
  (await orders.whenTimeElapses('1h')).thenSentNothing();
  return order;
}

const list = (filter: Partial<ListSagas> = {}, caller = oscar) =>
  orders.ask(new ListSagas({ limit: 100, ...filter }), { caller });
const idsOf = async (filter: Partial<ListSagas>) => (await list(filter)).data.map(({ id }) => id);
const show = (id: string, caller = oscar) => orders.ask(new ShowSaga({ id }), { caller });
const help = (id: string, verb: 'retry' | 'skip' | 'force', { step = 'payment', caller = oscar } = {}) =>
  orders.ask(new HelpSaga({ id, step, help: verb, reason: 'ticket 1' }), { caller });

describe('the sagas that have not ended', () => {
  it('are found by state, step, reason and age, page by page', async () => {
    const [parked, waiting] = [await stuck(), await placed()];
    expect(await idsOf({ state: 'compensation-failed' })).toEqual([parked.orderId]);
    expect((await list({ state: 'compensation-failed' })).data[0]).toMatchObject({
      saga: 'checkout',
      step: 'payment',
      reason: 'timeout',
    });
    expect(await idsOf({ state: 'stock' })).toEqual([waiting.orderId]);
    expect(await idsOf({ step: 'payment', reason: 'timeout' })).toEqual([parked.orderId]);
    expect(await idsOf({ reason: 'out-of-stock' })).toEqual([]);
    expect(await idsOf({ olderThan: 31_536_000 })).toEqual([]);
    const first = await list({ limit: 1 });
    expect(first.page.hasMore).toBe(true);
    const second = await list({ limit: 1, cursor: first.page.next! });
    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual([parked.orderId, waiting.orderId]);
    await expect(list({ cursor: 'x' })).rejects.toMatchObject({ code: 'orders.bad-cursor' });
    await orders.given(waiting.rejected);
    expect(await idsOf({ state: 'stock' })).toEqual([]);
  });

  it('are for staff', async () => {
    await expect(list({}, customer())).rejects.toMatchObject({ code: 'ops.staff-only' });
    await expect(show(newId(), customer())).rejects.toMatchObject({ code: 'ops.staff-only' });
    await expect(help(newId(), 'retry', { caller: customer() })).rejects.toMatchObject({ code: 'ops.staff-only' });
  });
});

describe('a saga that waits for a person', () => {
  it('shows its steps and its history', async () => {
    const { orderId } = await stuck();
    const saga = await show(orderId);
    expect(saga).toMatchObject({ id: orderId, saga: 'checkout', state: 'compensation-failed', reason: 'timeout' });
    expect(saga.steps.map(({ name, status, needsHelp }) => [name, status, needsHelp])).toEqual([
      ['stock', 'done', false],
      ['payment', 'parked', true],
    ]);
    expect(saga.entries.map(({ what }) => what).filter((what) => what !== 'timer-early')).toEqual([
      'started',
      'step-done',
      'step-timed-out',
      'undo-timed-out',
    ]);
    await expect(show(newId())).rejects.toMatchObject({ code: 'orders.no-such-saga' });
  });

  it('sends the undo again when it is retried, and takes the answer', async () => {
    const order = await stuck();
    expect(await help(order.orderId, 'retry')).toMatchObject({ status: 'undoing', state: 'compensating' });
    await orders.eventuallySent(order.refund);
    await expect(help(order.orderId, 'retry')).rejects.toMatchObject({ code: 'orders.no-help-needed' });
    (await orders.when(order.undone)).thenSent(order.release);
    (await orders.when(order.released)).thenSent(order.cancelled('timeout'));
    const { entries, state } = await show(order.orderId);
    expect(state).toBe('done');
    expect(entries.find(({ what }) => what === 'retried')).toMatchObject({
      step: 'payment',
      reason: 'ticket 1',
      by: oscar!.userId,
    });
  });

  it('lets the other undos run when it is skipped, and stays open', async () => {
    const order = await stuck();
    expect(await help(order.orderId, 'skip')).toMatchObject({ status: 'skipped' });
    await orders.eventuallySent(order.release);
    (await orders.when(order.released)).thenSentNothing();
    expect(await idsOf({ state: 'compensation-failed' })).toContain(order.orderId);
    (await orders.when(order.undone)).thenSent(order.cancelled('timeout'));
  });

  it('goes on without money when an admin says that it was given back, and nobody else may', async () => {
    const order = await stuck();
    await expect(help(order.orderId, 'force')).rejects.toMatchObject({ code: 'orders.admin-only' });
    expect(await help(order.orderId, 'force', { caller: anna })).toMatchObject({ status: 'undone' });
    await orders.eventuallySent(order.release);
    (await orders.when(order.released)).thenSent(order.cancelled('timeout'));
  });

  it('takes no help for a step that goes on by itself, or that there is not', async () => {
    const order = await placed();
    for (const step of ['stock', 'ship', 'unknown'])
      await expect(help(order.orderId, 'retry', { step })).rejects.toMatchObject({ code: 'orders.no-help-needed' });
    await expect(help(newId(), 'retry')).rejects.toMatchObject({ code: 'orders.no-such-saga' });
    await orders.given(order.rejected);
  });
});
