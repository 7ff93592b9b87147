import { newId } from '#libs/messaging';
import type { Identity } from '#libs/messaging/contract';
import { TellStory } from '#libs/messaging/ops';
import { type LoneContext, testContext } from '#libs/testing';
import { ListMessages } from '#shared/contracts/notifications';
import { OrderCancelled, OrderConfirmed, OrderRefunded } from '#shared/contracts/orders';
import { UserRegistered } from '#shared/contracts/users';
import { money } from '#shared/kernel';
import { waitFor } from '#test/wait-for';
import { MailServer } from './adapters/smtp/mail-server.fixtures.js';
import { NotificationsModule } from './index.js';

describe('notifications with a mail server', () => {
  let server: MailServer;
  let notifications: LoneContext;
  let userId: string;
  let orderId: string;

  beforeAll(async () => {
    server = await new MailServer().start();
    process.env.SMTP_URL = `smtp://127.0.0.1:${server.port}`;
    process.env.CLEAVE_MAIL_FROM = 'Cleave <orders@cleave.example>';
    notifications = await testContext(NotificationsModule, { settings: { effectDeadlineMs: 2_000 } });
  });
  afterAll(async () => {
    delete process.env.SMTP_URL;
    delete process.env.CLEAVE_MAIL_FROM;
    await notifications?.close();
    await server.kill();
  });
  beforeEach(() => {
    server.forget();
    [userId, orderId] = [newId(), newId()];
  });

  const told = (name = 'Ada') => new UserRegistered({ userId, email: 'ada@example.com', name, version: 1 });
  const confirmed = (id = orderId) => new OrderConfirmed({ orderId: id, userId, total: money(2_500, 'EUR') });
  const cancelled = () => new OrderCancelled({ orderId, userId, reason: 'out-of-stock' });
  const refunded = (refundId: string) =>
    new OrderRefunded({ orderId, userId, refundId, amount: money(500, 'EUR'), refunded: money(500, 'EUR') });
  const read = async (id = orderId) =>
    (await notifications.ask(new ListMessages({ orderId: id }), { caller: { userId, role: 'customer' } })).data;
  const deliveries = async (id = orderId) => (await read(id)).map(({ delivery }) => delivery);
  const until = (status: string, id = orderId) =>
    waitFor(async () => {
      const shown = await deliveries(id);
      return shown.length && shown.every((one) => one?.status === status) ? undefined : JSON.stringify(shown);
    });
  const idOf = (id = orderId) => `<order-confirmed.${id}@cleave.example>`;
  const ids = () => server.received.map((mail) => mail.messageId);

  it('sends an e-mail once, with both bodies, however often it hears of it', async () => {
    await notifications.given(told(), confirmed());
    await notifications.again();
    await notifications.given(confirmed());
    await until('sent');
    expect(server.received).toMatchObject([
      {
        messageId: idOf(),
        from: { name: 'Cleave', address: 'orders@cleave.example' },
        to: [{ name: 'Ada', address: 'ada@example.com' }],
        subject: 'Your order is confirmed',
        text: expect.stringMatching(/^Dear Ada,\n\n.*25\.00 EUR/),
        html: expect.stringMatching(/Dear <bdi>Ada<\/bdi>,[^]*<b>€25\.00<\/b>/),
        headers: expect.arrayContaining([expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' })]),
      },
    ]);
    const [{ text } = {}] = server.received;
    expect(text!.trimEnd()).toBe((await read())[0]!.body);
    expect(await deliveries()).toEqual([{ status: 'sent', since: expect.any(String), reason: null }]);
  });

  it.each(['Žofie Čapková', 'محمد بن سلمان', 'יעל', '山田太郎', 'ஸ்ரீ', '"Ada", <b>& Co</b>'])(
    'writes to %s',
    async (name) => {
      await notifications.given(told(name), cancelled());
      await until('sent');
      expect(server.received).toMatchObject([
        { to: [{ name, address: 'ada@example.com' }], text: expect.stringContaining(`Dear ${name},`) },
      ]);
      expect(server.raw[0]).toMatch(/^[\x20-\x7e\r\n\t]*$/); // any server takes it
    },
  );

  it('sends an e-mail for each refund of an order, each once, and records each by itself', async () => {
    const refunds = [newId(), newId()] as const;
    server.fates.push({ at: 'RCPT', code: 550 });
    await notifications.given(told(), refunded(refunds[0]));
    await until('refused');
    await notifications.given(refunded(refunds[1]), refunded(refunds[0]));
    await notifications.again();
    const shown = async () => (await read()).map(({ kind, refundId, delivery }) => [kind, refundId, delivery?.status]);
    const each = [
      ['order-refunded', refunds[0], 'refused'],
      ['order-refunded', refunds[1], 'sent'],
    ];
    await waitFor(async () => ((await deliveries()).some((one) => one?.status === 'sent') ? undefined : 'unsent'));
    expect(await shown()).toEqual(each);
    expect(server.begun).toBe(2);
    expect(ids()).toEqual([`<order-refunded.${refunds[1]}.${orderId}@cleave.example>`]);
    expect(server.received).toMatchObject([{ html: expect.stringContaining('€5.00') }]);
  });

  it('sends what has waited for its address, with both bodies', async () => {
    await notifications.given(confirmed());
    expect(server.begun).toBe(0);
    expect(await read()).toMatchObject([{ status: 'waiting', delivery: { status: 'sending' } }]);
    await notifications.given(told());
    await until('sent');
    expect(server.received).toMatchObject([{ messageId: idOf(), html: expect.stringContaining('€25.00') }]);
  });

  it.each(['RCPT', 'DATA'] as const)(
    'parks what is refused for good at %s, and tells why but not to whom',
    async (at) => {
      server.fates.push({ at, code: 550 });
      await notifications.given(told(), confirmed());
      await until('refused');
      const reason = expect.stringMatching(/^550 5\.1\.1 <the recipient>/);
      expect(await deliveries()).toMatchObject([{ status: 'refused', reason }]);
      const caller: Identity = { userId: newId(), role: 'operator' };
      const { facts } = await notifications.ask(new TellStory({ key: orderId }), { caller });
      expect(facts).toContainEqual(
        expect.objectContaining({ what: 'e-mail order-confirmed refused', details: { status: 'refused', reason } }),
      );
      expect(JSON.stringify(facts)).not.toMatch(/\bada\b/i);

      await notifications.given(told(), cancelled()); // and goes on with others
      await waitFor(async () =>
        server.received.some(({ subject }) => subject?.includes('cancelled')) ? undefined : 'away',
      );
      expect(server.begun).toBe(2);
    },
  );

  it.each(['RCPT', 'DATA'] as const)('sends again what is put off at %s', async (at) => {
    server.fates.push({ at, code: 451 }, { at, code: 451 });
    await notifications.given(told(), confirmed());
    await until('sent');
    expect(server.begun).toBe(3);
    expect(new Set(ids())).toEqual(new Set([idOf()]));
  });

  it('refuses nothing for good because the server does not take e-mails from us', async () => {
    server.fates.push({ at: 'MAIL', code: 550 }, { at: 'RCPT', code: 530 });
    await notifications.given(told(), confirmed());
    await until('sent');
    expect(server.begun).toBe(3);
  });

  it('sends again, with the same Message-ID, what the server has and does not say so', async () => {
    server.fates.push('silence');
    await notifications.given(told(), confirmed());
    await until('sent');
    expect(ids()).toEqual([idOf(), idOf()]);
  });

  it('sends again, with the same Message-ID, what a server had that was killed then', async () => {
    server.fates.push('die');
    await notifications.given(told(), confirmed());
    await waitFor(async () => (server.received.length ? undefined : 'nothing is received'));
    await server.start();
    await until('sent');
    expect(ids()).toEqual([idOf(), idOf()]);
  });

  it('loses nothing while the server is away, and sends everything when it is back', async () => {
    await server.kill();
    const orders = Array.from({ length: 40 }, () => newId());
    await notifications.given(told(), ...orders.map((id) => confirmed(id)));
    expect(await deliveries(orders[0])).toMatchObject([{ status: 'sending' }]);
    await server.start();
    for (const id of orders) await until('sent', id);
    expect(new Set(ids())).toEqual(new Set(orders.map((id) => idOf(id))));
  });
});
