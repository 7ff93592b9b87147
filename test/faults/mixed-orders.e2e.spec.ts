import { setTimeout as pause } from 'node:timers/promises';
import { openBooks } from '../support/books.js';
import { violationsAtRest } from '#test/checker';
import { Cleave, type Placed } from '#test/cleave';
import { MixedOrders } from '#test/mixed-orders';
import { ProviderProcess } from '#test/payment-provider';
import { Random } from '#test/random';
import { untilBack } from '#test/recovery';
import { MailServer } from '../../src/modules/notifications/adapters/smtp/mail-server.fixtures.js';

/** Whom each of the waves loses; ten times the server, five times the provider. */
const VICTIMS = ['server', 'server', 'provider'] as const;
const WAVES = 15;
const ORDERS = 34;
const LATEST_KILL_MS = 600;

let mail: MailServer;
let provider: ProviderProcess;
let cleave: Cleave;
beforeEach(async () => {
  mail = await new MailServer().start();
  provider = await ProviderProcess.start();
});
afterEach(async () => {
  await cleave?.discard();
  await provider.discard();
  await mail.kill();
});

/** The whole of it, or one of its processes, which the others miss until it is back. */
async function killServer({ placement }: Placed, random: Random): Promise<void> {
  if (placement) {
    const member = random.oneOf(cleave.members);
    process.kill(member.pid, 'SIGKILL');
    return void (await untilBack(cleave, member));
  }
  await cleave.kill();
  await cleave.run();
}

async function killProvider(random: Random): Promise<void> {
  await provider.kill();
  await pause(random.between(0, 500)); // for so long it is away
  await provider.run();
}

it.each<[string, Placed]>([
  ['one process', {}],
  ['six processes over TCP', { placement: 'placements/microservices.yaml' }],
])(
  `${WAVES * ORDERS} mixed orders in %s, ten kills of the server and five of the provider: goods, money and e-mails are right`,
  async (where, placed) => {
    const random = new Random();
    console.log(`CLEAVE_TEST_SEED=${random.seed}`);
    const smtp = { SMTP_URL: `smtp://127.0.0.1:${mail.port}`, CLEAVE_MAIL_FROM: 'shop@cleave.example' };
    const settings = { CLEAVE_EFFECT_DEADLINE_MS: '2000', CLEAVE_RETRY_MS: '200', CLEAVE_RATE_LIMITS: 'off' };
    cleave = await Cleave.start({ ...provider.cleaveSettings, ...smtp, ...settings }, placed);
    const orders = await MixedOrders.over(cleave, random);
    for (let n = 0; n < WAVES; n++) {
      const wave = orders.wave(ORDERS);
      await pause(random.between(0, LATEST_KILL_MS)); // the moment of the fault, not a wait for something
      if (VICTIMS[n % VICTIMS.length] === 'server') await killServer(placed, random);
      else await killProvider(random);
      await wave;
    }
    // Also: the provider's ledger nets to what was sold, and no message and so no saga is under way.
    expect(await violationsAtRest(cleave.databases, () => provider.bookings())).toEqual([]);
    expect(orders.surprises).toEqual([]);
    expect(orders.ids).toHaveLength(WAVES * ORDERS);
    for (const what of ['placed 202', 'cancelled 202', 'refunded 202']) expect(orders.answers.has(what)).toBe(true);

    const copies = Map.groupBy(mail.received, ({ messageId }) => messageId);
    expect(new Set(copies.keys())).toEqual(new Set(await writtenIds()));
    const doubled = [...copies.values()].filter(({ length }) => length > 1);
    const told = [...orders.answers].map(([what, count]) => `${count} × ${what}`).join(', ');
    console.log(
      `${where}: ${told}; ${copies.size} e-mails, ${doubled.length} of them more than once, by their Message-ID`,
    );
  },
  400_000,
);

/** The Message-IDs of all e-mails that were written. */
async function writtenIds(): Promise<string[]> {
  const books = await openBooks(cleave.databases);
  try {
    const sql = `SELECT '<' || kind || '.' || order_id || '@cleave.example>' AS id FROM message`;
    return (await books.read<{ id: string }>('notifications', sql)).map(({ id }) => id);
  } finally {
    await books.close();
  }
}
