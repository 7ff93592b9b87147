import { newId } from '#libs/messaging';
import { ScrapedMetrics } from '#test/scraped-metrics';
import { waitFor } from '#test/wait-for';
import { deadLetters, quiet } from './books.js';
import { HandOut, type Sell } from './contexts/contracts.js';
import { messageOf } from './message-of.js';
import { Rig, type Replica } from './rig.js';

let metrics: ScrapedMetrics;
let rig: Rig;
let one: Replica;

beforeAll(async () => {
  metrics = await ScrapedMetrics.start();
  rig = await Rig.open();
  one = await rig.start({ settings: { retryMs: 1 } });
});
afterAll(async () => {
  await rig.close();
  await metrics.end();
});

const sell = (wish: Partial<Sell> = {}) => rig.sell(one, { shelf: newId(), ...wish });
/** Waits until a number is read, since tables are read every few seconds. */
const isThere = (name: string, labels: Readonly<Record<string, string>>, value: number) =>
  waitFor(async () => {
    const read = (await metrics.read()).sum(name, labels);
    return read === value ? undefined : `${name} ${JSON.stringify(labels)} is ${read}, not ${value}`;
  });

test('requests are measured on both sides, by contract and outcome', async () => {
  await sell();
  await expect(sell({ quantity: 1_000 })).rejects.toMatchObject({ code: 'shop.too-many' });
  const read = await metrics.read();
  const about = { rpc_method: 'shop.sell.v1' };
  for (const outcome of ['ok', 'shop.too-many']) {
    const asked = { ...about, context: 'test', transport: 'in-process', outcome };
    expect(read.sum('rpc_client_call_duration_seconds_count', asked)).toBe(1);
    expect(read.sum('rpc_server_call_duration_seconds_count', { ...about, context: 'shop', outcome })).toBe(1);
  }
});

test('messages are measured from their birth to their receipt, and timers are not', async () => {
  await sell();
  await quiet(rig);
  const read = await metrics.read();
  const handOut = { contract: 'store.hand-out.v1' };
  expect(read.sum('messaging_process_duration_seconds_count', { context: 'store', outcome: 'done', ...handOut })).toBe(
    2,
  );
  const effective = 'cleave_message_effective_seconds';
  expect(read.sum(`${effective}_count`, { context: 'shop', receiver: 'store', ...handOut })).toBe(2);
  expect(read.sum(`${effective}_sum`, handOut)).toBeGreaterThan(0);
  expect(read.sum(`${effective}_count`, { contract: 'shop.reminded.v1' })).toBeUndefined();
  expect(read.sum('cleave_messages_sent_total', { context: 'shop', receiver: 'store' })).toBe(2);
  expect(read.sum('cleave_effect_calls_total', { effect: 'shop.ring-bell.v1', outcome: 'done' })).toBe(2);
  expect(read.sum('cleave_batch_items_count', { context: 'shop' })).toBeGreaterThan(0);
});

test('a copy is counted as a duplicate, and nothing else', async () => {
  const message = messageOf('shop', new HandOut({ sale: newId(), shelf: newId(), quantity: 1 }));
  const before = (await metrics.read()).sum('cleave_inbox_duplicates_total', { context: 'store' });
  const frame = { id: newId(), sender: 'shop', receiver: 'store', messages: [message], remainingMs: 10_000 };
  for (let copy = 0; copy < 3; copy++) await one.engine('store').server.deliver(frame);
  expect(before).toBe(0);
  expect((await metrics.read()).sum('cleave_inbox_duplicates_total', { context: 'store' })).toBe(2);
});

test('a call whose answer is lost is unknown, then done', async () => {
  const done = { effect: 'shop.ring-bell.v1', outcome: 'done' };
  const before = (await metrics.read()).sum('cleave_effect_calls_total', done)!;
  await sell({ answer: 'lost' });
  await quiet(rig);
  const read = await metrics.read();
  // on a busy machine the call after it may be too late as well
  expect(read.sum('cleave_effect_calls_total', { ...done, outcome: 'unknown' })).toBeGreaterThan(0);
  expect(read.sum('cleave_effect_calls_total', done)).toBe(before + 1);
});

test('a dead letter is counted, and shown until it is settled', async () => {
  await sell({ misdeed: 'throws' });
  await waitFor(async () => ((await deadLetters(rig)).length ? undefined : 'no dead letter'));
  await isThere('cleave_dead_letters_total', { context: 'shop', contract: 'store.hand-out.v1' }, 1);
  await isThere('cleave_dead_letters', { context: 'shop' }, 1);
  await rig.query('shop', 'UPDATE dead_letter SET settled_at = now()');
  await isThere('cleave_dead_letters', { context: 'shop' }, 0);
});

test('what waits for a receiver that is away is seen, with its age', async () => {
  await one.engine('store').server.drain();
  await sell();
  const lane = { context: 'shop', receiver: 'store' };
  await isThere('cleave_outbox_messages', lane, 1);
  expect((await metrics.read()).sum('cleave_outbox_oldest_seconds', lane)).toBeGreaterThan(0);
});
