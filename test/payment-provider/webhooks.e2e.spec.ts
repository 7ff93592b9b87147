import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { ProviderProcess } from '#test/payment-provider';
import { waitFor } from '#test/wait-for';

const SECRET = 'whsec_0123456789abcdef';
const { webhooks } = new Stripe('sk_test_0123456789');

let receiver: Server;
let provider: ProviderProcess;
/** What has arrived, by payment intent; each with a signature that the SDK takes. */
const arrived = new Map<string, string[]>();
/** How many posts are to be refused first. */
let refusals = 0;

beforeAll(async () => {
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (refusals-- > 0) return response.writeHead(503).end();
      const event = webhooks.constructEvent(Buffer.concat(chunks), request.headers['stripe-signature']!, SECRET);
      const { id, payment_intent: of = id } = event.data.object as { id: string; payment_intent?: string };
      arrived.set(of, [...(arrived.get(of) ?? []), event.type]);
      return response.end();
    });
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  provider = await ProviderProcess.start({
    CLEAVE_PAYMENT_PROVIDER_WEBHOOK_URL: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`,
    CLEAVE_PAYMENT_PROVIDER_WEBHOOK_SECRET: SECRET,
    CLEAVE_PAYMENT_PROVIDER_LATE_MS: '1000',
  });
});
afterAll(async () => {
  await provider.discard();
  receiver.close();
  receiver.closeAllConnections();
});

const charged = async (method: string): Promise<string> => {
  const params = { amount: 100, currency: 'eur', payment_method: method, confirm: true };
  return (await provider.post('/v1/payment_intents', params)).body['id'] as string;
};
const events = (id: string): readonly string[] => arrived.get(id) ?? [];
const until = (id: string, count: number) =>
  waitFor(async () => (events(id).length >= count ? undefined : `of ${count} there are ${events(id).join()}`));
const [CREATED, SUCCEEDED] = ['payment_intent.created', 'payment_intent.succeeded'];

it('posts each event, signed, and notes that it was taken', async () => {
  const id = await charged('pm_card_visa');
  await until(id, 2);
  expect(events(id).toSorted()).toEqual([CREATED, SUCCEEDED]);
  await waitFor(async () => {
    const { data } = (await provider.get('/v1/events?limit=2')).body as { data: { pending_webhooks: number }[] };
    return data.every(({ pending_webhooks: left }) => left === 0) ? undefined : 'it is not noted';
  });
});

it('posts again what was not taken', async () => {
  refusals = 3;
  const id = await charged('pm_card_visa');
  await until(id, 2);
  expect(events(id).toSorted()).toEqual([CREATED, SUCCEEDED]);
});

it('posts twice, reordered, or late by scenario; what is lost is listed all the same', async () => {
  const [twice, reordered, late, lost] = await Promise.all(
    ['Twice', 'Reordered', 'Late', 'Lost'].map((how) => charged(`pm_cleave_webhook${how}`)),
  );
  await Promise.all([until(twice!, 4), until(reordered!, 2), until(late!, 2)]);
  expect(events(twice!).toSorted()).toEqual([CREATED, CREATED, SUCCEEDED, SUCCEEDED]);
  expect(events(reordered!)).toEqual([SUCCEEDED, CREATED]);
  expect(events(lost!)).toEqual([]);
  const { data } = (await provider.get('/v1/events?limit=100')).body as {
    data: { data: { object: { id: string } } }[];
  };
  expect(data.filter((event) => event.data.object.id === lost)).toHaveLength(2);
});

it('posts after kill -9 what was not taken before', async () => {
  const id = await charged('pm_cleave_webhookLate');
  await provider.kill();
  expect(events(id)).toEqual([]);
  await provider.run();
  await until(id, 2);
  expect(events(id).toSorted()).toEqual([CREATED, SUCCEEDED]);
});
