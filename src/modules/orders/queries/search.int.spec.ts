import { newId } from '#libs/messaging';
import type { Identity } from '#libs/messaging/contract';
import { testContext, type LoneContext } from '#libs/testing';
import { ProductChanged } from '#shared/contracts/inventory';
import { ListOrders, OrderTotals, PlaceOrder, SearchOrders } from '#shared/contracts/orders';
import { UserRegistered } from '#shared/contracts/users';
import { waitFor } from '#test/wait-for';
import { OrdersModule } from '../index.js';
import { cart, customer, priced, saidOf } from '../orders.fixtures.js';

type Asked = Partial<ConstructorParameters<typeof SearchOrders>[0]>;

const staff: Identity = { userId: newId(), role: 'operator' };
let orders: LoneContext;
let mug: string;
let ada: Identity;

beforeAll(async () => (orders = await testContext(OrdersModule)));
afterAll(() => orders?.close());
beforeEach(async () => {
  [mug, ada] = [newId(), customer()];
  await orders.given(priced(mug));
});

const search = (asked: Asked, caller: Identity | undefined = staff) =>
  orders.ask(new SearchOrders({ order: 'newest', limit: 25, ...asked }), { caller });
const list = (asked: Partial<ConstructorParameters<typeof ListOrders>[0]>, caller = ada) =>
  orders.ask(new ListOrders({ limit: 25, ...asked }), { caller });

async function placed(caller = ada) {
  const { id: orderId } = await orders.ask(cart(mug), { caller });
  const said = saidOf(orderId, mug, caller);
  await orders.eventuallySent(said.reserve);
  return { orderId, ...said };
}

/** Until the read model has all that has happened so far to the orders of a user. */
const hasCaughtUp = (of: Identity, expected: readonly object[]) =>
  waitFor(async () => {
    const { data } = await search({ userId: of.userId });
    expect(data).toMatchObject(expected);
    return undefined;
  });
const idsOf = ({ data }: { data: readonly { id: string }[] }) => data.map(({ id }) => id);

describe('a search', () => {
  it('is for staff alone', async () => {
    for (const caller of [ada, undefined])
      await expect(orders.ask(new SearchOrders({ order: 'newest', limit: 1 }), { caller })).rejects.toMatchObject({
        code: 'orders.staff-only',
        kind: 'forbidden',
      });
    const totals = orders.ask(new OrderTotals({ from: '2030-01-01', to: '2030-01-01' }), { caller: ada });
    await expect(totals).rejects.toMatchObject({ code: 'orders.staff-only' });
  });

  it('finds an order with the names that were told before and after it', async () => {
    const email = `ada.${ada.userId.slice(-12)}@example.org`;
    const { orderId, reserved, captured } = await placed();
    await orders.given(reserved, captured);
    await hasCaughtUp(ada, [{ id: orderId, status: 'confirmed', payment: 'captured', customer: { name: null } }]);
    await orders.given(new UserRegistered({ userId: ada.userId, email, name: 'Ada', version: 1 }));
    await hasCaughtUp(ada, [
      { customer: { id: ada.userId, name: 'Ada', email }, lines: [{ sku: 'MUG', name: 'Mug' }] },
    ]);
    expect(idsOf(await search({ text: email }))).toEqual([orderId]);
    expect(idsOf(await search({ text: `mug ${orderId.slice(-12)}` }))).toEqual([orderId]);
  });

  it('goes page by page in either order, from no cursor but those that its pages gave', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 3; n++) ids.push((await placed()).orderId);
    await hasCaughtUp(
      ada,
      ids.toReversed().map((id) => ({ id })),
    );
    for (const order of ['oldest', 'newest'] as const) {
      const asked = { userId: ada.userId, order, limit: 2 };
      const first = await search(asked);
      const second = await search({ ...asked, cursor: first.page.next! });
      expect([...idsOf(first), ...idsOf(second)]).toEqual(order === 'oldest' ? ids : ids.toReversed());
      expect(second.page).toEqual({ next: null, hasMore: false });
    }
    await expect(search({ cursor: 'x' })).rejects.toMatchObject({ code: 'orders.bad-cursor', kind: 'invalid' });
  });

  it('refuses a text with too many words, or with none', async () => {
    const errors = (detail: string) => ({ details: { errors: [{ pointer: '/text', detail }] } });
    for (const asked of [search, list] as const) {
      await expect(asked({ text: 'a b c d e f' })).rejects.toMatchObject({
        code: 'orders.too-many-words',
        ...errors('at most 5 words'),
      });
      await expect(asked({ text: '***' })).rejects.toMatchObject({ code: 'orders.no-words' });
    }
  });
});

describe("one's own orders with a filter", () => {
  it('are found among all, and shown as they are now', async () => {
    const [first, second, others] = [await placed(), await placed(), await placed(customer())];
    await orders.given(second.rejected);
    await hasCaughtUp(ada, [{ id: second.orderId, status: 'cancelled' }, { id: first.orderId }]);
    expect(idsOf(await list({ productId: mug }))).toEqual([second.orderId, first.orderId]);
    expect(idsOf(await list({ reason: 'out-of-stock' }))).toEqual([second.orderId]);
    expect(idsOf(await list({ text: others.orderId }))).toEqual([]);
    const [shown] = (await list({})).data.filter(({ id }) => id === first.orderId);
    expect((await list({ status: 'pending' })).data).toEqual([shown]);
    expect(shown).toMatchObject({ progress: 'stock', lines: [{ priceVersion: 1 }] });
  });

  it('no longer have one that is not as asked any more, whether or not search knows', async () => {
    const { orderId, rejected } = await placed();
    await hasCaughtUp(ada, [{ id: orderId, status: 'pending' }]);
    await orders.given(rejected);
    expect((await list({ status: 'pending' })).data).toEqual([]);
  });

  it('are none for somebody who is not signed in', async () => {
    expect(await orders.ask(new ListOrders({ limit: 5, productId: mug }))).toEqual({
      data: [],
      page: { next: null, hasMore: false },
    });
  });

  it('have cursors of their own', async () => {
    for (let n = 0; n < 2; n++) await placed();
    await hasCaughtUp(ada, [{}, {}]);
    const [all, some] = [await list({ limit: 1 }), await list({ limit: 1, productId: mug })];
    expect(idsOf(await list({ limit: 1, productId: mug, cursor: some.page.next! }))).toHaveLength(1);
    for (const asked of [{ cursor: some.page.next! }, { productId: mug, cursor: all.page.next! }])
      await expect(list(asked)).rejects.toMatchObject({ code: 'orders.bad-cursor' });
  });
});

it('without a copy that can be searched, search says when to ask again, and the list without filters is there', async () => {
  const be = (state: 'building' | 'live') =>
    orders.db.query(`BEGIN READ WRITE; UPDATE projection_copy SET state = '${state}'; COMMIT`);
  await placed();
  await hasCaughtUp(ada, [{}]);
  await be('building');
  try {
    const away = { code: 'orders.search-away', kind: 'unavailable', details: { retryAfterMs: expect.any(Number) } };
    await waitFor(() => expect(search({})).rejects.toMatchObject(away) as Promise<undefined>);
    await expect(list({ status: 'pending' })).rejects.toMatchObject(away);
    const totals = orders.ask(new OrderTotals({ from: '2030-01-01', to: '2030-01-01' }), { caller: staff });
    await expect(totals).rejects.toMatchObject(away);
    expect((await list({})).data).toHaveLength(1);
  } finally {
    await be('live');
  }
  await hasCaughtUp(ada, [{}]);
});

describe('totals', () => {
  it('count orders and add up their amounts by day, status and currency', async () => {
    const from = new Date().toISOString().slice(0, 10);
    const to = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const of = async (currency: string) => {
      const { totals } = await orders.ask(new OrderTotals({ from, to }), { caller: staff });
      return totals.filter((total) => total.currency === currency);
    };
    const cup = newId();
    const gold = { productId: cup, sku: 'CUP', name: 'Cup', price: { amount: 700, currency: 'CHF' }, version: 1 };
    await orders.given(new ProductChanged(gold));
    for (const quantity of [1, 2])
      await orders.ask(new PlaceOrder({ lines: [{ productId: cup, quantity }], payment: { method: 'pm_card_visa' } }), {
        caller: ada,
      });
    await hasCaughtUp(ada, [{}, {}]);
    expect(await of('CHF')).toMatchObject([{ status: 'pending', orders: 2, amount: 2_100 }]);
  });

  it.each([
    ['2030-01-02', '2030-01-01'],
    ['2030-01-01', '2030-04-03'],
  ])('of no days or of too many are refused: %s to %s', async (from, to) => {
    const totals = orders.ask(new OrderTotals({ from, to }), { caller: staff });
    await expect(totals).rejects.toMatchObject({ code: 'orders.bad-period', kind: 'invalid' });
  });
});
