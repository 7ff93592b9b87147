import { jest } from '@jest/globals';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Api, customer, type Order, orderOf, type Page, type Product } from '#test/api';
import { waitFor } from '#test/wait-for';
import { READY_MS, remove, Started } from './clone.js';

jest.setTimeout(2 * READY_MS);

const folder = mkdtempSync(join(tmpdir(), 'cleave-start-provider-'));
const running: Started[] = [];

async function started(env: NodeJS.ProcessEnv = {}, ...args: readonly string[]): Promise<Started> {
  const one = await Started.npmStart('.', { CLEAVE_DATA_DIR: folder, ...env }, ['npm', 'start', '--', ...args]);
  running.push(one);
  await one.ready();
  await waitFor(async () => (one.output.includes('ready at') ? undefined : one.output));
  return one;
}
afterEach(async () => {
  for (const one of running.splice(0))
    if (one.process.exitCode === null && one.process.signalCode === null) await one.end('SIGINT');
});
afterAll(() => remove(folder));

const stateFile = join(folder, 'run', 'payment-provider.json');
const provider = (): { place: { port: number }; processes: readonly { pid: number }[] } =>
  JSON.parse(readFileSync(stateFile, 'utf8'));
const pid = (): number => provider().processes[0]!.pid;
const isRunning = (one: number): boolean =>
  existsSync(`/proc/${one}/cmdline`) && readFileSync(`/proc/${one}/cmdline`, 'utf8') !== '';
const gone = (one: number) => waitFor(async () => (isRunning(one) ? `${one} still runs` : undefined));

/** What the ledger says of an order: the events about its payment intent, and whether each of them was taken. */
function booked(orderId: string) {
  const ledger = readFileSync(join(folder, 'payment-provider.ledger'), 'utf8').split('\n').slice(0, -1);
  const entries = ledger.map((line) => JSON.parse(line) as Entry);
  const posted = new Set(entries.flatMap((entry) => entry.posted ?? []));
  return entries
    .flatMap(({ events = [] }) => events)
    .filter(({ data }) => data.object.metadata.order_id === orderId)
    .map(({ id, type }) => `${type}${posted.has(id) ? ', taken' : ''}`)
    .toSorted();
}
interface Entry {
  readonly posted?: string;
  readonly events?: readonly {
    readonly id: string;
    readonly type: string;
    readonly data: { readonly object: { readonly metadata: { readonly order_id?: string } } };
  }[];
}
const TAKEN = ['payment_intent.created, taken', 'payment_intent.succeeded, taken'];

async function confirmed(ada: Api, product: Product): Promise<string> {
  const { body } = await ada.order(orderOf(product, 1));
  await waitFor(async () => {
    const { status } = (await ada.get<Order>(`/v1/orders/${body.id}`)).body;
    return status === 'confirmed' ? undefined : `the order is ${status}`;
  });
  return body.id;
}
async function shop(one: Started) {
  const ada = await customer(one);
  const { data } = (await ada.get<Page<Product>>('/v1/products')).body;
  return { ada, product: data[0]! };
}
const isBooked = (orderId: string) =>
  waitFor(async () => {
    const events = booked(orderId);
    return events.join() === TAKEN.join() ? undefined : `the ledger has ${events.join(' and ')}`;
  });

it('takes money by HTTP from the start on, posts to the own gateway, and comes back when it is killed', async () => {
  const one = await started();
  const { ada, product } = await shop(one);
  await isBooked(await confirmed(ada, product));
  const before = pid();
  process.kill(before, 'SIGKILL');
  await waitFor(async () => (pid() === before ? 'it is not started again' : undefined));
  await isBooked(await confirmed(ada, product));
  const last = pid();
  expect(await one.end('SIGINT')).toBe(0);
  expect([isRunning(last), existsSync(stateFile)]).toEqual([false, false]);
});

it('ends with the start also by kill -9, and the next start goes on with its ledger', async () => {
  const one = await started();
  const { ada, product } = await shop(one);
  const order = await confirmed(ada, product);
  const last = pid();
  await one.end('SIGKILL');
  await gone(last);
  const next = await started();
  expect(
    (await fetch(`${next.url}/v1/webhooks/payments`, { method: 'POST', body: '{"id":"e"}', headers })).status,
  ).toBe(400);
  await isBooked(order);
});
const headers = { 'content-type': 'application/json' };

it('is given to the process of payments alone, and its supervisor keeps it', async () => {
  const one = await started({}, '--split', 'payments');
  const { ada, product } = await shop(one);
  await isBooked(await confirmed(ada, product));
  const environment = (process: string): string => {
    const { pid: of } = JSON.parse(readFileSync(join(folder, 'run', `process.${process}-1.json`), 'utf8'));
    return readFileSync(`/proc/${of}/environ`, 'utf8');
  };
  expect(environment('payments')).toMatch(/CLEAVE_STRIPE_KEY=sk_test_[0-9a-f]{64}\0/);
  expect(environment('rest')).not.toContain('STRIPE');
  expect(one.output).not.toContain('sk_test_');
  const last = pid();
  await one.end('SIGKILL');
  await gone(last);
});

it('is not there when the stand-in is wanted', async () => {
  const last = pid();
  const one = await started({ CLEAVE_PAYMENT_PROVIDER: 'stand-in' });
  const { ada, product } = await shop(one);
  await confirmed(ada, product);
  expect([isRunning(last), one.output.includes('payment-provider')]).toEqual([false, false]);
});

it('says why it does not start, and nothing is left running', async () => {
  const env = { CLEAVE_DATA_DIR: folder, CLEAVE_PAYMENT_PROVIDER_MOST_INTENTS: '0' };
  const one = await Started.npmStart('.', env);
  running.push(one);
  await expect(one.ready()).rejects.toThrow('The payment provider does not start: payment-provider:');
  expect(one.output).toContain('CLEAVE_PAYMENT_PROVIDER_MOST_INTENTS');
});
