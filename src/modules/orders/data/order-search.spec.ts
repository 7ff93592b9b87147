import type { Host } from '#libs/messaging';
import { Breakers } from '#libs/resilience';
import { TooSlow, type OrderDocuments, type Wanted } from '../ports/order-documents.js';
import type { LiveCopies } from './live-copies.js';
import { OrderSearch, SearchAway } from './order-search.js';
import type { SearchStores } from './search-stores.js';

const wanted: Wanted = { criteria: {}, order: 'newest', most: 1 };
const found = (id: string) => [{ id }] as never;

/** A search over stores that answer so; a store without a copy is not filled. */
function searchOver(stores: Readonly<Record<string, () => Promise<never>>>, copies = Object.keys(stores)) {
  const breakers = new Breakers();
  const inOrder = Object.entries(stores).map(([name, search]) => ({ name, search }) as unknown as OrderDocuments);
  const live = { in: async (store: string) => (copies.includes(store) ? 1 : undefined) };
  const search = new OrderSearch({ inOrder } as unknown as SearchStores, live as LiveCopies, { breakers } as Host);
  return { search: () => search.search(wanted), end: () => breakers.shutdown() };
}

it('asks the first store, and the next when that one fails or is not filled', async () => {
  const broken = () => Promise.reject(new Error('connection refused'));
  for (const [first, copies] of [
    [broken, ['mongodb', 'postgres']],
    [async () => found('mongodb'), ['postgres']],
  ] as const) {
    const { search, end } = searchOver({ mongodb: first, postgres: async () => found('postgres') }, [...copies]);
    expect(await search()).toEqual([{ id: 'postgres' }]);
    end();
  }
});

it('is away, with a time to come again, when no store answers', async () => {
  const { search, end } = searchOver({ postgres: () => Promise.reject(new Error('connection refused')) });
  await expect(search()).rejects.toMatchObject({ retryInMs: 2_000, cause: { message: 'connection refused' } });
  end();
});

it('does not ask another store what was too much for the first, and does not hold it against it', async () => {
  const { search, end } = searchOver({
    mongodb: () => Promise.reject(new TooSlow()),
    postgres: async () => found('postgres'),
  });
  for (let n = 0; n < 50; n++) await expect(search()).rejects.toBeInstanceOf(TooSlow);
  end();
});

it('lets three search at once, and refuses at once whoever would wait for too long', async () => {
  const held = Promise.withResolvers<never>();
  let asked = 0;
  const { search, end } = searchOver({ postgres: () => (asked++, held.promise) });
  const all = Array.from({ length: 1_000 }, () => search().catch((error: unknown) => error));
  const refused = await Promise.race(all);
  expect(refused).toBeInstanceOf(SearchAway);
  expect((refused as SearchAway).retryInMs).toBeGreaterThanOrEqual(1_000);
  expect(asked).toBe(3);
  held.resolve(found('late'));
  const answers = await Promise.all(all);
  expect(answers.filter((answer) => !(answer instanceof SearchAway))).toHaveLength(asked);
  end();
});
