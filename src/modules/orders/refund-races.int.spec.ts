import { setImmediate } from 'node:timers/promises';
import { newId } from '#libs/messaging';
import type { Identity } from '#libs/messaging/contract';
import { type LoneContext, testContext } from '#libs/testing';
import { CancelOrder, RefundOrder } from '#shared/contracts/orders';
import { money } from '#shared/kernel';
import { OrdersModule } from './index.js';
import { confirmedOrder, priced, total } from './orders.fixtures.js';

const oscar: Identity = { userId: newId(), role: 'operator' };
const RACES = 200;

let orders: LoneContext;
let mug: string;
beforeAll(async () => {
  orders = await testContext(OrdersModule);
  await orders.given(priced((mug = newId())));
});
afterAll(() => orders?.close());

async function confirmed() {
  const order = await confirmedOrder(orders, mug);
  const { id, ada } = order;
  const codeOf = (wish: Promise<{ id: string }>) =>
    wish.then(
      () => 'taken',
      ({ code }: { code: string }) => code,
    );
  return {
    ...order,
    cancel: () => codeOf(orders.ask(new CancelOrder({ id }), { caller: ada })),
    refund: () =>
      codeOf(orders.ask(new RefundOrder({ id, amount: money(2_000, 'EUR'), reason: 'goodwill' }), { caller: oscar })),
  };
}

/** The second begins so many turns of the event loop later: so each comes first in some of the races. */
async function raced<T>(n: number, ...wishes: readonly (() => Promise<T>)[]): Promise<readonly T[]> {
  return Promise.all(
    wishes.map(async (wish, place) => {
      for (let turn = 0; turn < place * (n % 8); turn++) await setImmediate();
      return wish();
    }),
  );
}

it(`a refund and a cancellation at the same moment: one is taken, and the other told why not (${RACES} times)`, async () => {
  const ends = new Set<string>();
  for (let n = 0; n < RACES; n++) {
    const order = await confirmed();
    const [first, second] = n % 2 ? [order.cancel, order.refund] : [order.refund, order.cancel];
    ends.add((await raced(n, first, second)).toSorted().join());
    const { refunds } = await order.show();
    expect(refunds.length).toBe(1);
    expect([2_000, total.amount]).toContain(refunds[0]!.amount.amount);
    orders.others.take();
  }
  expect([...ends].toSorted()).toEqual(['orders.refund-in-progress,taken', 'orders.refund-too-large,taken']);
});

it(`two cancellations of what is confirmed at the same moment give back once (${RACES} times)`, async () => {
  for (let n = 0; n < RACES; n++) {
    const order = await confirmed();
    expect(await raced(n, order.cancel, order.cancel)).toEqual(['taken', 'taken']);
    expect((await order.show()).refunds).toMatchObject([{ amount: total, status: 'pending' }]);
    orders.others.take();
  }
});

it(`the provider's word and another cancellation at the same moment: given back, once (${RACES} times)`, async () => {
  for (let n = 0; n < RACES; n++) {
    const order = await confirmed();
    await order.cancel();
    const { id } = (await order.show()).refunds[0]!;
    const word = async () => orders.given(order.made(id, total), order.made(id, total)).then(() => 'taken');
    const isReturned = async () => orders.given(order.returned(id)).then(() => 'taken');
    const [first, second] = n % 2 ? [order.cancel, word] : [word, order.cancel];
    expect(await raced(n, first, second)).toEqual(['taken', 'taken']);
    expect(await raced(n, order.cancel, isReturned)).toEqual(['taken', 'taken']);
    expect(await order.show()).toMatchObject({ status: 'cancelled', refunded: total, refunds: [{ status: 'made' }] });
    orders.others.take();
  }
});
