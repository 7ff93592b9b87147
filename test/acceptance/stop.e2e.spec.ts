import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type Answer,
  type Api,
  customer,
  operator,
  type Order,
  orderOf,
  type Page,
  type Product,
  stocked,
} from '#test/api';
import { violationsAtRest } from '#test/checker';
import { Cleave } from '#test/cleave';
import { waitFor } from '#test/wait-for';

/** Long enough for a busy machine to get from the first byte of the request to the stop. */
const REQUEST_MS = 3_000;

let cleave: Cleave;
let ada: Api;
let silent: Api;
let mug: Product;
beforeAll(async () => {
  cleave = await Cleave.start({ CLEAVE_PROVIDER_SILENCE_MS: '60000' });
  [ada, silent] = [await customer(cleave), await customer(cleave)];
  mug = await stocked(await operator(cleave), 900_000);
});
afterAll(() => cleave.discard());

it('SIGTERM under load: it ends by itself, and every request that was begun is answered', async () => {
  const load = new Load(ada, mug, 30);
  await waitFor(async () => (load.answers.length > 100 ? undefined : `${load.answers.length} orders were answered`));
  // These are in flight for certain when the signal comes: their provider says nothing for a minute. With three seconds a busy
  // machine confirmed some of them before. They come last: before the others, most calls to the provider failed, and its breaker
  // opened.
  const waiting = Array.from({ length: 20 }, () => silent.orderAndWait(orderOf(mug, 1, 'pm_cleave_silent')));
  await waitFor(async () => {
    const { length } = (await silent.get<Page<Order>>('/v1/orders')).body.data;
    return length === 20 ? undefined : `${length} of 20 orders are placed`;
  });

  const signalled = performance.now();
  const code = await cleave.stop();
  const tookMs = performance.now() - signalled;
  await load.end();
  expect(code).toBe(0); // it is another one when 10 s were not enough

  // Whoever waits is told where the order will be found, instead of being cut off.
  const answered = await Promise.all(waiting);
  expect(new Set(answered.map(({ status, body }) => `${status} ${body.status}`))).toEqual(new Set(['202 pending']));
  expect(load.answers.filter(({ status }) => status >= 300).map(({ text }) => text)).toEqual([]);
  expect(load.brokenOff.filter(({ begunAt }) => begunAt < signalled)).toEqual([]);
  console.log(`stopped in ${Math.round(tookMs)} ms, ${load.answers.length} orders answered`);
});

it('the next run finishes what was accepted', async () => {
  await cleave.run({ CLEAVE_PROVIDER_SILENCE_MS: '0' });
  expect(await violationsAtRest(cleave.databases)).toEqual([]);
  expect(cleave.complaints).toEqual([]);
});

it('the answer to a request outlives the process that gave it', async () => {
  const key = { 'idempotency-key': randomUUID() };
  const first = await ada.order(orderOf(mug, 1), key);
  await cleave.kill();
  await cleave.run({ CLEAVE_REQUEST_TIMEOUT_MS: String(REQUEST_MS) });
  const again = await ada.order(orderOf(mug, 1), key);
  expect([again.status, again.text]).toEqual([202, first.text]);
});

it('an order whose rest came while the process was stopped by SIGSTOP is placed, and not answered 408', async () => {
  const bytes = Buffer.from(JSON.stringify(orderOf(mug, 1)));
  const rest = Promise.withResolvers<void>();
  async function* body(): AsyncGenerator<Uint8Array> {
    yield bytes.subarray(0, 10);
    await rest.promise;
    yield bytes.subarray(10);
  }
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  const answer = ada.send<Order>('/v1/orders', { method: 'POST', headers, body: body(), duplex: 'half' });
  await ada.get('/v1/orders'); // the beginning has been read, too
  // A process with nothing to do is stopped while it waits for its sockets, and reads first in any case; this one has much to do.
  let isBusy = true;
  const others = Array.from({ length: 16 }, async () => {
    while (isBusy) await ada.get('/v1/products');
  });
  await ada.get('/v1/orders');
  process.kill(cleave.pid, 'SIGSTOP');
  rest.resolve();
  await pause(REQUEST_MS + 500); // it is what is tested
  process.kill(cleave.pid, 'SIGCONT');
  const { status, text, body: placed } = await answer;
  isBusy = false;
  await Promise.all(others);
  expect([status, text]).toEqual([202, text]);
  expect((await ada.get<Order>(`/v1/orders/${placed.id}`)).status).toBe(200);
});

/** Clients that order one thing after the other, until the door is closed to them. */
class Load {
  readonly answers: Answer<Order>[] = [];
  /** Requests that got no answer, with the moment at which they were begun. */
  readonly brokenOff: { begunAt: number; error: string }[] = [];
  private readonly clients: Promise<void>[];

  constructor(
    private readonly api: Api,
    private readonly product: Product,
    clients: number,
  ) {
    this.clients = Array.from({ length: clients }, () => this.client());
  }

  async end(): Promise<void> {
    await Promise.all(this.clients);
  }

  private async client(): Promise<void> {
    for (;;) {
      const begunAt = performance.now();
      try {
        this.answers.push(await this.api.orderAndWait(orderOf(this.product, 1)));
      } catch (error) {
        const { cause, message } = error as Error;
        return void this.brokenOff.push({ begunAt, error: String((cause as Error | undefined)?.message ?? message) });
      }
    }
  }
}
