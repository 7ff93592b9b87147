import pg from 'pg';
import { availableOf, customer, operator, type Order, orderOf, stocked } from './api.js';
import type { Books } from './books.js';
import { hashOf, readState, stateOf } from './business-state.js';
import { check, violationsAtRest } from './checker.js';
import { DOCUMENTS } from './checker/breaks-of-documents.js';
import { GOODS } from './checker/breaks-of-goods.js';
import { MONEY } from './checker/breaks-of-money.js';
import { readFacts } from './checker/facts.js';
import { Cleave } from './cleave.js';
import { readModelOf, readReadModel } from './read-model.js';

let cleave: Cleave;
let orders: Record<'confirmed' | 'declined' | 'refused' | 'free', string>;
let product: string;
/** The hash of the state in which all is well. */
let sound: string;
/** That of what is searched then. */
let searched: string;

beforeAll(async () => {
  cleave = await Cleave.start();
  const [ada, staff] = await Promise.all([customer(cleave), operator(cleave)]);
  const mug = await stocked(staff, 10, { amount: 500, currency: 'EUR' });
  const place = async (quantity: number, method: string): Promise<Order> =>
    (await ada.orderAndWait(orderOf(mug, quantity, method))).body;
  const confirmed = await place(2, 'pm_card_visa');
  const declined = await place(2, 'pm_card_visa_chargeDeclined');
  const refused = await place(1_000, 'pm_card_visa');
  const sticker = await stocked(staff, 10, { amount: 0, currency: 'EUR' });
  const { body: free } = await ada.orderAndWait({ lines: [{ productId: sticker.id, quantity: 2 }] });
  expect([confirmed.status, declined.reason, refused.reason, free.status]).toEqual([
    'confirmed',
    'payment-declined',
    'out-of-stock',
    'confirmed',
  ]);
  expect(await availableOf(ada, mug)).toBe(8);
  orders = { confirmed: confirmed.id, declined: declined.id, refused: refused.id, free: free.id };
  product = mug.id;
  await violationsAtRest(cleave.databases);
  sound = hashOf(await stateOf(cleave.databases, numbers()));
  searched = hashOf(await readModelOf(cleave.databases, numbers()));
});
afterAll(() => cleave.discard());

const numbers = (): Map<string, string> => new Map(Object.entries(orders).map(([number, id]) => [id, number]));

/** What is seen of a copy that was corrupted: the corruption is a transaction, which is rolled back. */
async function afterwards<T>(owner: string, sql: string, look: (books: Books) => Promise<T>): Promise<T> {
  const clients = new Map<string, pg.Client>();
  try {
    for (const [name, url] of Object.entries(cleave.databases)) {
      const client = new pg.Client(url);
      clients.set(name, client);
      await client.connect();
      await client.query('BEGIN');
    }
    await clients.get(owner)!.query(sql);
    const read: Books['read'] = async (name, query) => (await clients.get(name)!.query(query)).rows;
    return await look({ owners: [...clients.keys()], read, close: async () => undefined });
  } finally {
    for (const client of clients.values()) await client.end(); // takes the transaction back
  }
}

const named = (text: string): string =>
  text
    .replaceAll('<confirmed>', orders.confirmed)
    .replaceAll('<declined>', orders.declined)
    .replaceAll('<refused>', orders.refused)
    .replaceAll('<free>', orders.free)
    .replaceAll('<product>', product)
    .replaceAll('<nobody>', '00000000-0000-7000-8000-00000000dead');

it('says nothing of books that are in order', async () => {
  expect(await violationsAtRest(cleave.databases)).toEqual([]);
});

it.each([...GOODS, ...MONEY])('sees %s, and the final state is another one', async (_, owner, sql, sees) => {
  const look = async (books: Books) => [check(await readFacts(books)), await readState(books, numbers())] as const;
  const [violations, state] = await afterwards(owner, named(sql), look);
  expect(violations).toContain(named(sees));
  expect(hashOf(state)).not.toBe(sound);
});

it.each(DOCUMENTS)('sees %s, and the read model is another one', async (_, owner, sql, sees) => {
  const [violations, state, documents] = await afterwards(owner, named(sql), async (books) => [
    check(await readFacts(books)),
    await readState(books, numbers()),
    await readReadModel(books, numbers()),
  ]);
  expect(violations).toContainEqual(expect.stringContaining(named(sees)));
  expect([hashOf(state), hashOf(documents)]).toEqual([sound, expect.not.stringMatching(searched)]);
});

it('leaves the books as they were', async () => {
  expect(await violationsAtRest(cleave.databases)).toEqual([]);
});
