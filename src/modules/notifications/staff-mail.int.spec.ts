import { newId } from '#libs/messaging';
import { type LoneContext, testContext } from '#libs/testing';
import { StockLow } from '#shared/contracts/inventory';
import { ListMessages } from '#shared/contracts/notifications';
import { waitFor } from '#test/wait-for';
import { MailServer } from './adapters/smtp/mail-server.fixtures.js';
import { StockAlert } from './data/stock-alert.entity.js';
import { NotificationsModule } from './index.js';

describe('e-mails to staff', () => {
  let server: MailServer;
  let notifications: LoneContext;
  let productId: string;
  /** Whom the mail server does not know. */
  let gone: string | undefined;
  const noUser = Object.assign(new Error('5.1.1 no such user'), { responseCode: 550 });

  beforeAll(async () => {
    server = await new MailServer({
      onRcptTo: ({ address }, _, answer) => answer(address === gone ? noUser : null),
    }).start();
    process.env.SMTP_URL = `smtp://127.0.0.1:${server.port}`;
    process.env.CLEAVE_MAIL_FROM = 'Cleave <orders@cleave.example>';
    process.env.CLEAVE_STAFF_MAIL = 'ada@example.com, bob@example.com';
    notifications = await testContext(NotificationsModule, { settings: { effectDeadlineMs: 2_000 } });
  });
  afterAll(async () => {
    for (const name of ['SMTP_URL', 'CLEAVE_MAIL_FROM', 'CLEAVE_STAFF_MAIL']) delete process.env[name];
    await notifications?.close();
    await server.kill();
  });
  beforeEach(() => {
    gone = undefined;
    server.forget();
    productId = newId();
  });

  const low = (onHand: number) => new StockLow({ productId, onHand, threshold: 5 });
  const alert = () => notifications.db.getRepository(StockAlert).findOneBy({ productId });
  const until = (count: number, status: StockAlert['status']) =>
    waitFor(async () => {
      const found = await alert();
      return found?.count === count && found.status === status ? undefined : JSON.stringify(found);
    });
  const ids = () => server.received.map((mail) => mail.messageId);
  const idOf = (count: number) => `<stock-low.${productId}.${count}@cleave.example>`;

  it('tell all of them that stock is low, in one e-mail, however often it is heard', async () => {
    await notifications.given(low(4));
    await notifications.again();
    await until(1, 'sent');
    expect(server.received).toMatchObject([
      {
        messageId: idOf(1),
        to: [{ address: 'ada@example.com' }, { address: 'bob@example.com' }],
        subject: `Stock is low: product ${productId}`,
        text: expect.stringContaining('4 are left on hand, fewer than 5'),
        html: expect.stringContaining('<b>4</b>'),
      },
    ]);
  });

  it('are one a day and product, also when stock rises and falls', async () => {
    await notifications.given(low(4), low(3), low(0));
    await until(1, 'sent');
    await notifications.whenTimeElapses('23h');
    await notifications.given(low(2));
    expect(await alert()).toMatchObject({ count: 1, onHand: 4 });
    await notifications.whenTimeElapses('2h');
    await notifications.given(low(1));
    await until(2, 'sent');
    expect(ids()).toEqual([idOf(1), idOf(2)]);
  });

  it('reach the others when one of them is refused', async () => {
    gone = 'ada@example.com';
    await notifications.given(low(4));
    await until(1, 'sent');
    expect(server.received).toHaveLength(1);
  });

  it('are parked when they are refused for good, and it is not told who was to read them', async () => {
    server.fates.push({ at: 'DATA', code: 550 });
    await notifications.given(low(4));
    await until(1, 'refused');
    const { reason } = (await alert())!;
    expect(reason).toMatch(/^550 5\.1\.1 <the recipient>/);
  });

  it('arrive when the server is back', async () => {
    await server.kill();
    await notifications.given(low(4));
    await server.start();
    await until(1, 'sent');
    expect(ids()).toEqual([idOf(1)]);
  });

  it('are no e-mails of an order: nobody is shown them, not even staff', async () => {
    await notifications.given(low(4));
    for (const role of ['customer', 'operator'] as const) {
      const caller = { userId: newId(), role };
      expect((await notifications.ask(new ListMessages({ orderId: productId }), { caller })).data).toEqual([]);
    }
  });
});
