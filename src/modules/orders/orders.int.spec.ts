import fc from 'fast-check';
import { newId } from '#libs/messaging';
import type { Identity } from '#libs/messaging/contract';
import { testContext, type LoneContext } from '#libs/testing';
import { anyCursor } from '#libs/testing/inputs';
import { GetPrices, ReserveStock } from '#shared/contracts/inventory';
import { AwaitOrder, GetOrder, ListOrders, PlaceOrder } from '#shared/contracts/orders';
import { money } from '#shared/kernel';
import { OrderView } from './data/order-view.entity.js';
import { orderView } from './data/order-view.projection.js';
import { Orders } from './data/orders.js';
import { PriceCopy } from './data/price-copy.entity.js';
import type { OrderEvent } from './domain/order.js';
import { OrdersModule } from './index.js';
import { cart, customer, priced, saidOf, total } from './orders.fixtures.js';

describe('orders', () => {
  let orders: LoneContext;
  let mug: string;
  let ada: Identity;

  beforeAll(async () => (orders = await testContext(OrdersModule)));
  afterAll(() => orders?.close());
  beforeEach(async () => {
    [mug, ada] = [newId(), customer()];
    await orders.given(priced(mug));
  });

  const place = (command = cart(mug), caller: Identity | undefined = ada) => orders.ask(command, { caller });
  const show = (id: string, caller: Identity | undefined = ada) => orders.ask(new GetOrder({ id }), { caller });
  const views = () => orders.db.getRepository(OrderView);

  /** An order of two mugs, and all messages about it. */
  async function placed() {
    const { id: orderId } = await place();
    const said = saidOf(orderId, mug, ada);
    await orders.eventuallySent(said.reserve);
    return { orderId, ...said };
  }

  describe('placing', () => {
    it('accepts the order at our own price, and asks for the stock', async () => {
      const reply = await place();
      expect(reply).toEqual({ id: expect.any(String), status: 'pending', total });
      await orders.eventuallySent(new ReserveStock({ orderId: reply.id, lines: [{ productId: mug, quantity: 2 }] }));
      expect(await show(reply.id)).toMatchObject({
        status: 'pending',
        progress: 'stock',
        lines: [{ productId: mug, quantity: 2, unitPrice: money(1_250, 'EUR'), priceVersion: 1 }],
        total,
        settledAt: null,
      });
    });

    it('places one order for one request, however often it comes', async () => {
      const sending = { id: newId(), caller: ada };
      const replies = await Promise.all(Array.from({ length: 5 }, () => orders.ask(cart(mug), sending)));
      const again = await orders.ask(cart(mug), sending);
      expect(replies).toEqual(Array(5).fill(again));
      expect(await views().countBy({ userId: ada.userId })).toBe(1);
      await orders.eventuallySent(ReserveStock);
    });

    it('asks inventory for a price that it has never heard of', async () => {
      const tea = newId();
      orders.answers(GetPrices, { prices: [{ productId: tea, price: money(499, 'EUR'), version: 4 }] });
      const { id, total: asked } = await place(cart(tea, 3));
      expect(asked).toEqual(money(1_497, 'EUR'));
      expect(await show(id)).toMatchObject({ lines: [{ unitPrice: money(499, 'EUR'), priceVersion: 4 }] });
      await orders.eventuallySent(ReserveStock);
    });

    it.each([
      ['newer, then older', [2, 1]],
      ['older, then newer', [1, 2, 2]],
    ])('takes the newest price that it has heard of (%s)', async (_, versions) => {
      const tea = newId();
      await orders.given(...versions.map((version) => priced(tea, version * 100, version)));
      expect(await orders.db.getRepository(PriceCopy).findOneBy({ productId: tea })).toMatchObject({
        amount: 200,
        priceVersion: 2,
      });
      const { total: asked } = await place(cart(tea, 1));
      expect(asked).toEqual(money(200, 'EUR'));
      await orders.eventuallySent(ReserveStock);
    });

    it('refuses, with a code, and keeps nothing', async () => {
      orders.answers(GetPrices, { prices: [] });
      const placing = (lines: PlaceOrder['lines']) =>
        orders.ask(new PlaceOrder({ lines, payment: { method: 'pm_card_visa' } }), { caller: ada });
      const two = { productId: mug, quantity: 2 };
      await expect(orders.ask(cart(mug))).rejects.toMatchObject({ code: 'orders.not-signed-in', kind: 'forbidden' });
      await expect(placing([two, two])).rejects.toMatchObject({ code: 'orders.duplicate-product' });
      await expect(placing([{ productId: newId(), quantity: 1 }])).rejects.toMatchObject({
        code: 'orders.unknown-product',
        details: { errors: [{ pointer: '/lines/0/productId' }] },
      });
      expect(await views().countBy({ userId: ada.userId })).toBe(0);
      expect(orders.others.take()).toEqual([]);
    });
  });

  describe('showing', () => {
    it('waits for the end of an order, and no longer', async () => {
      const { orderId, ...said } = await placed();
      const waiting = orders.ask(new AwaitOrder({ id: orderId, waitMs: 4_000 }), { caller: ada });
      await orders.given(said.reserved, said.captured);
      expect(await waiting).toMatchObject({ id: orderId, status: 'confirmed', total });
    });

    it('shows the order as it is when the wait is over', async () => {
      const { orderId } = await placed();
      const order = await orders.ask(new AwaitOrder({ id: orderId, waitMs: 50 }), { caller: ada });
      expect(order).toMatchObject({ id: orderId, status: 'pending', progress: 'stock' });
    });

    it('tells order and checkout as of one moment, also when they end while they are read', async () => {
      const { orderId, ...said } = await placed();
      const view = await views().findOneByOrFail({ id: orderId });
      await orders.given(said.reserved, said.captured, said.committed);
      const shown = await new Orders(views()).shownOne(view);
      expect(shown).toMatchObject({ status: 'confirmed', progress: 'done', settledAt: expect.any(String) });
    });

    it("shows nobody another's order, and staff every one", async () => {
      const { orderId } = await placed();
      const stranger: Identity = { userId: newId(), role: 'customer' };
      const notFound = { code: 'orders.not-found', kind: 'not-found' };
      await expect(show(orderId, stranger)).rejects.toMatchObject(notFound);
      await expect(orders.ask(new GetOrder({ id: orderId }))).rejects.toMatchObject(notFound);
      await expect(show(newId())).rejects.toMatchObject(notFound);
      const waiting = orders.ask(new AwaitOrder({ id: orderId, waitMs: 20 }), { caller: stranger });
      await expect(waiting).rejects.toMatchObject(notFound);
      const whose = { id: orderId, userId: ada.userId };
      expect(await show(orderId, { userId: newId(), role: 'operator' })).toMatchObject(whose);
    });

    it("lists one's own orders, newest first, page by page", async () => {
      const ids = [];
      for (let n = 0; n < 3; n++) ids.unshift((await placed()).orderId);
      const list = (cursor?: string) => orders.ask(new ListOrders({ limit: 2, cursor }), { caller: ada });
      const first = await list();
      const second = await list(first.page.next!);
      expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(ids);
      expect(second.page).toEqual({ next: null, hasMore: false });
    });

    it("lists one's own orders from no cursor but those that its pages gave", () =>
      fc.assert(
        fc.asyncProperty(anyCursor, async (cursor) => {
          const told = await orders.ask(new ListOrders({ limit: 2, cursor }), { caller: ada }).catch((e: unknown) => e);
          if (told instanceof Error) expect(told).toMatchObject({ code: 'orders.bad-cursor', kind: 'invalid' });
        }),
      ));

    it('shows what its history tells: the view can be made again from the events', async () => {
      const [confirmed, cancelled, pending] = [await placed(), await placed(), await placed()];
      await orders.given(confirmed.reserved, confirmed.captured, confirmed.committed, cancelled.rejected);
      for (const { orderId: id } of [confirmed, cancelled, pending])
        expect(await rebuilt(orders, id)).toEqual(await views().findOneBy({ id }));
    });
  });

  describe('the door', () => {
    it('takes orders from the gateway alone', async () => {
      await expect(orders.ask(cart(mug), { from: 'payments', caller: ada })).rejects.toMatchObject({
        code: 'message.forbidden',
      });
    });

    it('refuses what it cannot read, and its own timers from others', async () => {
      const { orderId } = await placed();
      (await orders.receives('inventory.stock-reserved.v1', { orderId: 'x' }, { from: 'inventory' })).thenRefused(
        'message.invalid',
      );
      const timer = { orderId, timerId: newId() };
      (await orders.receives('orders.checkout-timer.v1', timer, { from: 'inventory' })).thenRefused(
        'message.unknown-type',
      );
      expect(await show(orderId)).toMatchObject({ status: 'pending', progress: 'stock' });
    });
  });
});

/** The view, projected again from the stored events. */
async function rebuilt({ db }: LoneContext, id: string): Promise<OrderView | undefined> {
  const sql = 'SELECT type, data, at FROM event WHERE stream = $1 ORDER BY version';
  const stored = await db.query<{ type: string; data: string; at: Date }[]>(sql, [`order-${id}`]);
  return stored.reduce<OrderView | undefined>(
    (view, { type, data, at }) => orderView(view, { type, data: JSON.parse(data) } as OrderEvent, { id, at }),
    undefined,
  );
}
