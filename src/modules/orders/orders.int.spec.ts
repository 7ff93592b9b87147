import { newId } from '#libs/messaging';
import type { AnyMessage, Identity } from '#libs/messaging/contract';
import { eventually, testContext, type LoneContext } from '#libs/testing';
import {
  CommitStock,
  GetPrices,
  ProductChanged,
  ReleaseStock,
  ReserveStock,
  StockCommitted,
  StockRejected,
  StockReleased,
  StockReserved,
} from '#shared/contracts/inventory';
import { AwaitOrder, GetOrder, ListOrders, OrderCancelled, OrderConfirmed, PlaceOrder } from '#shared/contracts/orders';
import {
  ChargePayment,
  PaymentCaptured,
  PaymentDeclined,
  PaymentUndone,
  RefundPayment,
} from '#shared/contracts/payments';
import { money } from '#shared/kernel';
import { OrderView } from './data/order-view.entity.js';
import { orderStream } from './data/order.stream.js';
import { PriceCopy } from './data/price-copy.entity.js';
import { OrdersModule } from './index.js';

describe('orders', () => {
  let orders: LoneContext;
  let mug: string;
  let ada: Identity;

  beforeAll(async () => (orders = await testContext(OrdersModule)));
  afterAll(() => orders?.close());
  beforeEach(async () => {
    mug = newId();
    ada = { userId: newId(), role: 'customer' };
    await orders.given(priced(1_250));
  });

  const priced = (amount: number, version = 1, productId = mug) =>
    new ProductChanged({ productId, sku: 'MUG', name: 'Mug', price: money(amount, 'EUR'), version });
  const cart = (quantity = 2, productId = mug) =>
    new PlaceOrder({ lines: [{ productId, quantity }], payment: { method: 'pm_card_visa' } });
  const total = money(2_500, 'EUR');
  const show = (id: string, caller: Identity | undefined = ada) => orders.ask(new GetOrder({ id }), { caller });
  const events = (stream: string): Promise<{ type: string }[]> =>
    orders.db.query('SELECT type, data, version, at FROM event WHERE stream = $1 ORDER BY version', [stream]);
  const typesOf = async (stream: string) => (await events(stream)).map(({ type }) => type);

  /** An order of two mugs, and every message that may be said of it. */
  async function placed() {
    const { id: orderId } = await orders.ask(cart(), { caller: ada });
    orders.others.take();
    const about = { orderId, lines: [{ productId: mug, quantity: 2 }] };
    return {
      orderId,
      reserved: new StockReserved({ orderId }),
      rejected: new StockRejected({ orderId, missing: [{ productId: mug, wanted: 2, available: 1 }] }),
      released: new StockReleased({ orderId }),
      committed: new StockCommitted({ orderId }),
      captured: new PaymentCaptured({ orderId, amount: total }),
      declined: new PaymentDeclined({ orderId, reason: 'payment-declined' }),
      undone: new PaymentUndone({ orderId, refunded: null }),
      charge: new ChargePayment({ orderId, amount: total, method: 'pm_card_visa' }),
      refund: new RefundPayment({ orderId }),
      commit: new CommitStock(about),
      release: new ReleaseStock(about),
      confirmed: new OrderConfirmed({ orderId, userId: ada.userId, total }),
      cancelled: (reason: string) => new OrderCancelled({ orderId, userId: ada.userId, reason }),
    };
  }

  describe('placing', () => {
    it('accepts the order at our own price, and asks for the stock', async () => {
      const reply = await orders.ask(cart(), { caller: ada });
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
      const replies = await Promise.all(Array.from({ length: 5 }, () => orders.ask(cart(), sending)));
      const again = await orders.ask(cart(), sending);
      expect(replies).toEqual(Array(5).fill(again));
      expect(await orders.db.getRepository(OrderView).countBy({ userId: ada.userId })).toBe(1);
      await orders.eventuallySent(ReserveStock);
    });

    it('asks inventory for a price that it has never heard of', async () => {
      const tea = newId();
      orders.answers(GetPrices, { prices: [{ productId: tea, price: money(499, 'EUR'), version: 4 }] });
      const { id, total: asked } = await orders.ask(cart(3, tea), { caller: ada });
      expect(asked).toEqual(money(1_497, 'EUR'));
      expect(await show(id)).toMatchObject({ lines: [{ unitPrice: money(499, 'EUR'), priceVersion: 4 }] });
      await orders.eventuallySent(ReserveStock);
    });

    it.each([
      ['newer, then older', [2, 1]],
      ['older, then newer', [1, 2, 2]],
    ])('takes the newest price that it has heard of (%s)', async (_, versions) => {
      const tea = newId();
      await orders.given(...versions.map((version) => priced(version * 100, version, tea)));
      expect(await orders.db.getRepository(PriceCopy).findOneBy({ productId: tea })).toMatchObject({
        amount: 200,
        priceVersion: 2,
      });
      const { total: asked } = await orders.ask(cart(1, tea), { caller: ada });
      expect(asked).toEqual(money(200, 'EUR'));
      await orders.eventuallySent(ReserveStock);
    });

    it('refuses, with a code, and keeps nothing', async () => {
      orders.answers(GetPrices, { prices: [] });
      const place = (lines: PlaceOrder['lines'], caller?: Identity) =>
        orders.ask(new PlaceOrder({ lines, payment: { method: 'pm_card_visa' } }), { caller });
      const two = { productId: mug, quantity: 2 };
      await expect(place([two])).rejects.toMatchObject({ code: 'orders.not-signed-in', kind: 'forbidden' });
      await expect(place([two, two], ada)).rejects.toMatchObject({ code: 'orders.duplicate-product' });
      await expect(place([{ productId: newId(), quantity: 1 }], ada)).rejects.toMatchObject({
        code: 'orders.unknown-product',
        details: { errors: [{ pointer: '/lines/0/productId' }] },
      });
      expect(await orders.db.getRepository(OrderView).countBy({ userId: ada.userId })).toBe(0);
      expect(orders.others.take()).toEqual([]);
    });
  });

  describe('the checkout', () => {
    it('goes from placed to shipped, each fact taken once', async () => {
      const { orderId, ...said } = await placed();
      const story: [AnyMessage, AnyMessage[]][] = [
        [said.reserved, [said.charge]],
        [said.captured, [said.commit, said.confirmed]],
        [said.committed, []],
      ];
      for (const [fact, then] of story) {
        (await orders.when(fact)).thenSent(...then);
        (await orders.again()).thenSentNothing();
        (await orders.when(fact)).thenSentNothing(); // told again, as another message
      }
      expect(await show(orderId)).toMatchObject({ status: 'confirmed', progress: 'done', reason: null });
      expect(await typesOf(`order-${orderId}`)).toEqual(['placed', 'confirmed']);
      expect(await typesOf(`checkout-${orderId}`)).toEqual(['started', 'step-done', 'step-done', 'step-done']);
    });

    it('leaves no timer behind', async () => {
      const said = await placed();
      await orders.given(said.reserved, said.captured, said.committed);
      const left = () => orders.db.query('SELECT type FROM outbox WHERE key = $1', [said.orderId]);
      await eventually(async () => expect(await left()).toEqual([]));
    });

    it('ends at once when the stock is not there', async () => {
      const { orderId, ...said } = await placed();
      (await orders.when(said.rejected)).thenSent(said.cancelled('out-of-stock'));
      (await orders.again()).thenSentNothing();
      expect(await show(orderId)).toMatchObject({ status: 'cancelled', reason: 'out-of-stock', progress: 'done' });
    });

    it('gives the stock back after a decline, and says cancelled only then', async () => {
      const { orderId, ...said } = await placed();
      await orders.given(said.reserved);
      (await orders.when(said.declined)).thenSent(said.release);
      expect(await show(orderId)).toMatchObject({ status: 'pending', progress: 'compensating' });
      (await orders.when(said.released)).thenSent(said.cancelled('payment-declined'));
      expect(await show(orderId)).toMatchObject({ status: 'cancelled', reason: 'payment-declined' });
    });

    it('takes no answer to a question that it has not asked yet', async () => {
      const { orderId, ...said } = await placed();
      for (const early of [said.captured, said.committed, said.undone, said.released])
        (await orders.when(early)).thenSentNothing();
      expect(await show(orderId)).toMatchObject({ status: 'pending', progress: 'stock' });
      (await orders.when(said.reserved)).thenSent(said.charge);
    });

    it('knows nothing of orders that were not placed here', async () => {
      (await orders.when(new StockReserved({ orderId: newId() }))).thenSentNothing();
    });
  });

  describe('timers', () => {
    let hasty: LoneContext;
    beforeAll(async () => (hasty = await testContext(OrdersModule, { settings: { timerScale: 0.005 } })));
    afterAll(() => hasty?.close());

    async function placedInHaste() {
      await hasty.given(priced(1_250));
      const { id: orderId } = await hasty.ask(cart(), { caller: ada });
      const about = { orderId, lines: [{ productId: mug, quantity: 2 }] };
      return { orderId, about, cancelled: new OrderCancelled({ orderId, userId: ada.userId, reason: 'timeout' }) };
    }

    it('give the order up when the stock says nothing in time', async () => {
      const { orderId, about, cancelled } = await placedInHaste();
      await hasty.eventuallySent(new ReserveStock(about), new ReleaseStock(about));
      (await hasty.when(new StockReserved({ orderId }))).thenSentNothing();
      (await hasty.when(new StockReleased({ orderId }))).thenSent(cancelled);
    });

    it('take the money back before the stock when nothing is known of it in time', async () => {
      const { orderId, about, cancelled } = await placedInHaste();
      await hasty.given(new StockReserved({ orderId }));
      await hasty.eventuallySent(new RefundPayment({ orderId }));
      (await hasty.when(new PaymentCaptured({ orderId, amount: total }))).thenSentNothing();
      (await hasty.when(new PaymentUndone({ orderId, refunded: total }))).thenSent(new ReleaseStock(about));
      (await hasty.when(new StockReleased({ orderId }))).thenSent(cancelled);
    });

    it('ask again for what must be done once an order is confirmed', async () => {
      const { orderId, about } = await placedInHaste();
      await hasty.given(new StockReserved({ orderId }), new PaymentCaptured({ orderId, amount: total }));
      await hasty.eventuallySent(new CommitStock(about));
      (await hasty.when(new StockCommitted({ orderId }))).thenSentNothing();
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

    it("shows nobody another's order, and staff every one", async () => {
      const { orderId } = await placed();
      const stranger: Identity = { userId: newId(), role: 'customer' };
      const notFound = { code: 'orders.not-found', kind: 'not-found' };
      await expect(show(orderId, stranger)).rejects.toMatchObject(notFound);
      await expect(orders.ask(new GetOrder({ id: orderId }))).rejects.toMatchObject(notFound);
      await expect(show(newId())).rejects.toMatchObject(notFound);
      const waiting = orders.ask(new AwaitOrder({ id: orderId, waitMs: 20 }), { caller: stranger });
      await expect(waiting).rejects.toMatchObject(notFound);
      expect(await show(orderId, { userId: newId(), role: 'operator' })).toMatchObject({ id: orderId });
    });

    it("lists one's own orders, newest first, page by page", async () => {
      const ids = [];
      for (let n = 0; n < 3; n++) ids.unshift((await placed()).orderId);
      const list = (cursor?: string) => orders.ask(new ListOrders({ limit: 2, cursor }), { caller: ada });
      const first = await list();
      const second = await list(first.page.next!);
      expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(ids);
      expect(second.page).toEqual({ next: null, hasMore: false });
      await expect(list('nonsense')).rejects.toMatchObject({ code: 'orders.bad-cursor', kind: 'invalid' });
    });

    it('shows what its history tells: the view can be made again from the events', async () => {
      const [confirmed, cancelled, pending] = [await placed(), await placed(), await placed()];
      await orders.given(confirmed.reserved, confirmed.captured, confirmed.committed, cancelled.rejected);
      for (const { orderId: id } of [confirmed, cancelled, pending])
        expect(await rebuilt(orders, id)).toEqual(await orders.db.getRepository(OrderView).findOneBy({ id }));
    });
  });

  describe('the door', () => {
    it('takes orders from the gateway alone', async () => {
      await expect(orders.ask(cart(), { from: 'payments', caller: ada })).rejects.toMatchObject({
        code: 'message.forbidden',
      });
    });

    it('refuses what it cannot read, and its own timers from others', async () => {
      const { orderId } = await placed();
      (await orders.receives('inventory.stock-reserved.v1', { orderId: 'x' }, { from: 'inventory' })).thenRefused(
        'message.invalid',
      );
      const timer = { orderId, step: 'stock', timerId: newId() };
      (await orders.receives('orders.checkout-timer.v1', timer, { from: 'inventory' })).thenRefused(
        'message.unknown-type',
      );
      expect(await show(orderId)).toMatchObject({ status: 'pending', progress: 'stock' });
    });
  });
});

/** The view as its projection makes it of the stored events alone. */
async function rebuilt({ db }: LoneContext, id: string): Promise<unknown> {
  const stored: { type: string; data: string; version: number; at: Date }[] = await db.query(
    'SELECT type, data, version, at FROM event WHERE stream = $1 ORDER BY version',
    [`${orderStream.name}-${id}`],
  );
  const [view] = orderStream.views;
  return stored.reduce<object | undefined>(
    (row, { type, data, version, at }) =>
      view!.project(row, { type, data: JSON.parse(data) as never } as never, { id, version, at }),
    undefined,
  );
}
