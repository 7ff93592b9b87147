import { newId } from '#libs/messaging';
import type { Identity } from '#libs/messaging/contract';
import { TellStory } from '#libs/messaging/ops';
import { testContext, type LoneContext } from '#libs/testing';
import { ListMessages } from '#shared/contracts/notifications';
import { StockLow } from '#shared/contracts/inventory';
import { OrderCancelled, OrderConfirmed, OrderRefunded } from '#shared/contracts/orders';
import { UserRegistered } from '#shared/contracts/users';
import { money } from '#shared/kernel';
import { Contact } from './data/contact.entity.js';
import { Message } from './data/message.entity.js';
import { StockAlert } from './data/stock-alert.entity.js';
import { NotificationsModule } from './index.js';

describe('notifications', () => {
  let notifications: LoneContext;
  let userId: string;
  let orderId: string;

  beforeAll(async () => (notifications = await testContext(NotificationsModule)));
  afterAll(() => notifications?.close());
  beforeEach(() => {
    userId = newId();
    orderId = newId();
  });

  const told = (version = 1, name = 'Ada') => new UserRegistered({ userId, email: 'ada@example.com', name, version });
  const confirmed = (id = orderId) => new OrderConfirmed({ orderId: id, userId, total: money(2_500, 'EUR') });
  const cancelled = () => new OrderCancelled({ orderId, userId, reason: 'out-of-stock' });
  const refunded = (refundId = newId()) =>
    new OrderRefunded({ orderId, userId, refundId, amount: money(5, 'EUR'), refunded: money(5, 'EUR') });
  const mails = () => notifications.db.getRepository(Message).findBy({ userId });
  const contact = () => notifications.db.getRepository(Contact).findOneBy({ userId });
  const read = (caller?: Identity) => notifications.ask(new ListMessages({ orderId }), { caller });
  const me = (): Identity => ({ userId, role: 'customer' });

  it('writes to somebody it knows, once, however often it hears of it', async () => {
    await notifications.given(told());
    (await notifications.when(confirmed())).thenSentNothing();
    const written = await mails();
    expect(written).toEqual([
      {
        orderId,
        kind: 'order-confirmed',
        userId,
        status: 'ready',
        to: 'ada@example.com',
        subject: 'Your order is confirmed',
        body: expect.stringMatching(/^Dear Ada,\n\n.*25\.00 EUR/s),
        createdAt: expect.any(Date),
      },
    ]);
    await notifications.again();
    await notifications.given(confirmed()); // told again, as another message
    expect(await mails()).toEqual(written);
  });

  it('says why an order is cancelled', async () => {
    await notifications.given(told(), cancelled());
    expect(await mails()).toMatchObject([
      { kind: 'order-cancelled', status: 'ready', body: expect.stringContaining('is in stock') },
    ]);
  });

  describe('when a message comes before its reader', () => {
    it('lets it wait in its row, and addresses it when the reader is heard of', async () => {
      await notifications.given(confirmed());
      expect(await mails()).toMatchObject([{ status: 'waiting', to: null }]);
      expect(await contact()).toMatchObject({ email: null, waiting: [{ orderId, kind: 'order-confirmed' }] });

      (await notifications.when(told())).thenSentNothing();
      expect(await mails()).toMatchObject([{ status: 'ready', to: 'ada@example.com' }]);
      expect(await contact()).toMatchObject({ email: 'ada@example.com', revision: 1, waiting: [] });

      await notifications.again();
      expect(await mails()).toMatchObject([{ body: expect.stringMatching(/^Dear Ada,\n\n(?!Dear)/) }]);
    });

    it('lets any number wait, and addresses them all', async () => {
      const others = [newId(), newId()];
      await notifications.given(confirmed(), cancelled(), refunded(), refunded(), ...others.map(confirmed), told());
      expect((await mails()).map(({ status }) => status)).toEqual(Array(6).fill('ready'));
    });

    it('loses none when orders and the address come at the same time', async () => {
      const orders = Array.from({ length: 20 }, () => newId());
      const [early, late] = [orders.slice(0, 10), orders.slice(10)];
      await Promise.all(
        [...early.map(confirmed), told(), ...late.map(confirmed)].map((message) => notifications.when(message)),
      );
      const written = await mails();
      expect(written).toHaveLength(20);
      expect(written.every(({ status, to }) => status === 'ready' && to === 'ada@example.com')).toBe(true);
    });
  });

  it.each([
    ['newer, then older', [2, 1]],
    ['older, then newer', [1, 2]],
    ['each twice, mixed', [1, 2, 1, 2, 1]],
  ])('keeps the newest contact (%s)', async (_, versions) => {
    await notifications.given(...versions.map((version) => told(version, `Ada ${version}`)));
    expect(await contact()).toMatchObject({ name: 'Ada 2', revision: 2 });
  });

  describe('showing the e-mails of an order', () => {
    it('shows them as they are, oldest first', async () => {
      await notifications.given(told(), confirmed(), cancelled());
      const { data } = await read(me());
      expect(data.map(({ kind }) => kind)).toEqual(['order-confirmed', 'order-cancelled']);
      expect(data[0]).toEqual({
        kind: 'order-confirmed',
        status: 'ready',
        to: 'ada@example.com',
        subject: 'Your order is confirmed',
        body: expect.stringContaining(orderId),
        createdAt: expect.any(String),
      });
    });

    it('shows one that still waits', async () => {
      await notifications.given(confirmed());
      expect(await read(me())).toMatchObject({ data: [{ status: 'waiting', to: null }] });
    });

    it('shows staff everything, and everybody else nothing', async () => {
      await notifications.given(told(), confirmed());
      expect((await read({ userId: newId(), role: 'operator' })).data).toHaveLength(1);
      expect((await read({ userId: newId(), role: 'customer' })).data).toEqual([]);
      expect((await read()).data).toEqual([]);
    });
  });

  it('tells operators of the e-mails about an order, but not to whom they go', async () => {
    await notifications.given(told(), cancelled());
    const caller = { userId: newId(), role: 'operator' } as const;
    const story = await notifications.ask(new TellStory({ key: orderId }), { caller });
    expect(story.facts).toMatchObject([
      { kind: 'record', what: 'e-mail order-cancelled', details: { status: 'ready' } },
    ]);
    expect(JSON.stringify(story)).not.toMatch(/ada/i);
  });

  it('writes nothing of low stock where no staff is named', async () => {
    const productId = newId();
    (await notifications.when(new StockLow({ productId, onHand: 1, threshold: 2 }))).thenSentNothing();
    expect(await notifications.db.getRepository(StockAlert).countBy({ productId })).toBe(0);
  });

  describe('the door', () => {
    it('refuses what it cannot read, and writes nothing', async () => {
      const unreadable = { orderId, userId, total: { amount: 12.5, currency: 'EUR' } };
      (await notifications.receives('orders.order-confirmed.v1', unreadable, { from: 'orders' })).thenRefused(
        'message.invalid',
      );
      (await notifications.receives('orders.order-lost.v1', {}, { from: 'orders' })).thenRefused(
        'message.unknown-type',
      );
      expect(await mails()).toEqual([]);
    });

    it('answers nobody but the gateway', async () => {
      await expect(notifications.ask(new ListMessages({ orderId }), { from: 'orders' })).rejects.toMatchObject({
        code: 'message.forbidden',
      });
    });
  });
});
