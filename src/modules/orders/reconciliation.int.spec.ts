import { newId } from '#libs/messaging';
import type { Identity } from '#libs/messaging/contract';
import { type LoneContext, testContext } from '#libs/testing';
import { ListReservations, ReleaseStock } from '#shared/contracts/inventory';
import { ListOrderDifferences, RepairOrderDifference } from '#shared/contracts/orders';
import { ListBalances, RefundPayment } from '#shared/contracts/payments';
import type { Balance, Stock } from './domain/reconciliation/compare.js';
import { OrdersModule } from './index.js';
import { cart, customer, priced, saidOf } from './orders.fixtures.js';
import { OrderReconciliation } from './reconciliation/order-reconciliation.js';

const oscar: Identity = { userId: newId(), role: 'operator' };
const HOUR_MS = 3_600_000;
const since = new Date(Date.now() - HOUR_MS).toISOString();

describe('orders are compared with payments and inventory', () => {
  let orders: LoneContext;
  const balances = new Map<string, Balance>();
  const stocks = new Map<string, Stock>();
  let asked: { after?: string | undefined; limit: number }[] = [];

  /** The rows of a list that a query asks for, as the other context would answer. */
  const rowsFor = <T extends { orderId: string }>(
    all: ReadonlyMap<string, T>,
    { orderIds, after = '', before = '~', limit }: ListBalances | ListReservations,
  ) => {
    const rows = [...all.values()]
      .filter(({ orderId: id }) => (orderIds ? orderIds.includes(id) : id > after && id < before))
      .toSorted((a, b) => (a.orderId < b.orderId ? -1 : 1));
    return { rows: rows.slice(0, limit).map((row) => ({ ...row, since })), hasMore: rows.length > limit };
  };

  beforeAll(async () => {
    process.env.CLEAVE_RECONCILE_PAGE = '3';
    orders = await testContext(OrdersModule);
    delete process.env.CLEAVE_RECONCILE_PAGE;
    orders.others.answer(ListBalances, (query: ListBalances) => {
      asked.push(query);
      const { rows, hasMore } = rowsFor(balances, query);
      return { balances: rows as never, hasMore };
    });
    orders.others.answer(ListReservations, (query: ListReservations) => {
      const { rows, hasMore } = rowsFor(stocks, query);
      return { reservations: rows.map((row) => ({ ...row, lines: [...row.lines] })), hasMore };
    });
  });
  afterAll(() => orders?.close());

  async function ordered(how: 'confirmed' | 'cancelled') {
    const [mug, ada] = [newId(), customer()];
    await orders.given(priced(mug));
    const { id: orderId } = await orders.ask(cart(mug), { caller: ada });
    const said = saidOf(orderId, mug, ada);
    if (how === 'confirmed') await orders.given(said.reserved, said.captured, said.committed);
    else await orders.given(said.reserved, said.declined, said.released);
    const money = { orderId, currency: 'EUR', refunded: 0 };
    const isConfirmed = how === 'confirmed';
    balances.set(orderId, {
      ...money,
      status: isConfirmed ? 'captured' : 'declined',
      captured: isConfirmed ? 2_500 : 0,
    });
    stocks.set(orderId, { orderId, state: isConfirmed ? 'committed' : 'released', lines: said.reserve.lines });
    orders.others.take();
    return { orderId, ...said };
  }
  const round = () => orders.app.get(OrderReconciliation).round();
  const rounds = async () => {
    for (let n = 0; n < 12; n++) await round();
    await orders.whenTimeElapses('16m');
    for (let n = 0; n < 12; n++) await round();
    orders.others.take();
  };
  const of = async (orderId: string, state: 'open' | 'gone' | 'repaired' = 'open') =>
    (await orders.ask(new ListOrderDifferences({ state, limit: 100 }), { caller: oscar })).differences.filter(
      (one) => one.orderId === orderId,
    );
  const repair = (id: string, dryRun = false, caller = oscar) =>
    orders.ask(new RepairOrderDifference({ id, reason: 'ticket 1', dryRun }), { caller });

  it('a few at a time, the oldest first, and nothing is found where all is well', async () => {
    for (let n = 0; n < 4; n++) await ordered(n % 2 ? 'confirmed' : 'cancelled');
    await orders.whenTimeElapses('20m');
    asked = [];
    await rounds();
    const { differences } = await orders.ask(new ListOrderDifferences({ state: 'open', limit: 100 }), {
      caller: oscar,
    });
    expect(differences).toEqual([]);
    expect(asked.every(({ limit }) => limit <= 3)).toBe(true);
    const [first, second] = [...balances.keys()].toSorted().filter((_, n) => n === 2 || n === 3);
    expect(asked.slice(0, 3).map(({ after }) => after)).toEqual([undefined, first, undefined]);
    expect(second).toBeDefined();
  });

  it('stock without an order is named, and released when an operator says so', async () => {
    const [orderId, lines] = [newId(Date.now() - HOUR_MS), [{ productId: newId(), quantity: 3 }]];
    stocks.set(orderId, { orderId, state: 'held', lines });
    await rounds();
    const [difference] = await of(orderId);
    expect(difference).toMatchObject({ kind: 'stock-without-order', ours: 'no order', isAutomatic: true });
    expect(await repair(difference!.id, true)).toMatchObject({ state: 'open', does: difference!.repair });
    expect(await repair(difference!.id)).toMatchObject({ state: 'repaired' });
    await orders.eventuallySent(new ReleaseStock({ orderId, lines }));
    expect(await of(orderId)).toEqual([]);
    expect(await of(orderId, 'repaired')).toMatchObject([{ closedBy: oscar.userId, closedWhy: 'ticket 1' }]);
    stocks.set(orderId, { orderId, state: 'released', lines });
  });

  it('money of an order that was cancelled, and of one that nobody knows, is asked back', async () => {
    const cancelled = await ordered('cancelled');
    const unknown = newId(Date.now() - HOUR_MS);
    for (const orderId of [cancelled.orderId, unknown])
      balances.set(orderId, { orderId, status: 'captured', currency: 'EUR', captured: 2_500, refunded: 0 });
    await orders.whenTimeElapses('20m');
    await rounds();
    const [kept, strange] = [(await of(cancelled.orderId))[0]!, (await of(unknown))[0]!];
    expect([kept.kind, strange.kind]).toEqual(['money-kept', 'money-without-order']);
    await repair(kept.id);
    await repair(strange.id);
    await orders.eventuallySent(
      new RefundPayment({ orderId: cancelled.orderId }),
      new RefundPayment({ orderId: unknown }),
    );
    balances.delete(cancelled.orderId);
    balances.delete(unknown);
  });

  it('what a person has to do is said, and what is over is closed by itself', async () => {
    const order = await ordered('confirmed');
    const stock = stocks.get(order.orderId)!;
    stocks.delete(order.orderId);
    await orders.whenTimeElapses('20m');
    await rounds();
    const [difference] = await of(order.orderId);
    expect(difference).toMatchObject({ kind: 'stock-missing', theirs: 'nothing', isAutomatic: false });
    await expect(repair(difference!.id)).rejects.toMatchObject({ code: 'orders.only-by-hand' });
    stocks.set(order.orderId, stock);
    await rounds();
    expect(await of(order.orderId)).toEqual([]);
    expect(await of(order.orderId, 'gone')).toMatchObject([{ id: difference!.id }]);
  });

  it('orders that are under way are no difference', async () => {
    const [mug, ada] = [newId(), customer()];
    await orders.given(priced(mug));
    const { id: orderId } = await orders.ask(cart(mug), { caller: ada });
    stocks.set(orderId, { orderId, state: 'held', lines: [] });
    for (let n = 0; n < 12; n++) await round();
    const rows = await orders.db.query('SELECT kind FROM difference WHERE order_id = $1', [orderId]);
    expect(rows).toEqual([]);
    stocks.delete(orderId);
  });

  it('is for staff', async () => {
    const refused = { code: 'ops.staff-only' };
    await expect(repair(newId(), true, customer())).rejects.toMatchObject(refused);
    const list = new ListOrderDifferences({ state: 'open', limit: 1 });
    await expect(orders.ask(list, { caller: customer() })).rejects.toMatchObject(refused);
    await expect(repair(newId())).rejects.toMatchObject({ code: 'orders.no-such-difference' });
  });
});
