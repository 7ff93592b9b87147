import { type Api, customer, emailOf, operator, orderOf, type Product, stocked } from '#test/api';
import { violationsAtRest } from '#test/checker';
import { Cleave } from '#test/cleave';
import { waitFor } from '#test/wait-for';
import { MailServer } from '../../src/modules/notifications/adapters/smtp/mail-server.fixtures.js';

interface Mail {
  readonly kind: string;
  readonly delivery?: { readonly status: string };
}

const email = emailOf('ada');
let server: MailServer;
let cleave: Cleave;
let ada: Api;
let mug: Product;
beforeAll(async () => {
  server = await new MailServer().start();
  cleave = await Cleave.start({ SMTP_URL: `smtp://127.0.0.1:${server.port}`, CLEAVE_MAIL_FROM: 'shop@cleave.example' });
  ada = await customer(cleave, email);
  mug = await stocked(await operator(cleave), 100);
});
beforeEach(() => server.forget());
afterAll(async () => {
  await cleave.discard();
  await server.kill();
});

const mailsOf = async (id: string) => (await ada.get<{ data: Mail[] }>(`/v2/orders/${id}/messages`)).body.data;
const untilSent = (id: string) =>
  waitFor(async () => {
    const mails = await mailsOf(id);
    return mails.length === 1 && mails[0]!.delivery?.status === 'sent' ? undefined : JSON.stringify(mails);
  });

it('every order has its e-mail, one that is confirmed and one that is declined', async () => {
  const tokens = ['pm_card_visa', 'pm_card_visa_chargeDeclined'];
  const orders = await Promise.all(tokens.map(async (token) => (await ada.order(orderOf(mug, 1, token))).body.id));
  for (const id of orders) await untilSent(id);
  const [confirmed, cancelled] = orders;
  const kinds = [`<order-confirmed.${confirmed}@cleave.example>`, `<order-cancelled.${cancelled}@cleave.example>`];
  expect(new Set(server.received.map(({ messageId }) => messageId))).toEqual(new Set(kinds));
  for (const { to } of server.received) expect(to).toEqual([{ name: 'Ada', address: email }]);
});

it('an e-mail that the server has, and whose sender is killed then, arrives again with the same Message-ID', async () => {
  server.fates.push('silence');
  const { id } = (await ada.order(orderOf(mug, 1))).body;
  await waitFor(async () => (server.received.length ? undefined : 'nothing is received'));
  await cleave.kill();
  await cleave.run();
  await untilSent(id);
  const messageId = `<order-confirmed.${id}@cleave.example>`;
  expect(server.received.map((mail) => mail.messageId)).toEqual([messageId, messageId]);
});

it('and all books agree, and no line of the log says to whom anything was sent', async () => {
  expect(await violationsAtRest(cleave.databases)).toEqual([]);
  expect(cleave.output).not.toContain(email);
});
