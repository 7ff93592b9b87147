import { RED, ROOT, sourcesIn } from './sources.js';
import { tablesOf, trespasses } from './tables.js';

const sourcesOf = (root: string) => [...sourcesIn(root, 'src/modules'), ...sourcesIn(root, 'libs')];

describe("a context's SQL names only its own tables", () => {
  const sources = sourcesOf(ROOT);

  it('here', () => {
    expect(trespasses(sources)).toEqual([]);
  });

  it('and the tables are found', () => {
    const owned = [...tablesOf(sources)].map(([table, owners]) => `${[...owners].join()}: ${table}`);
    expect(owned).toEqual(
      expect.arrayContaining([
        'the engine: outbox',
        'inventory: stock_item',
        'orders: order_view',
        'payments: payment',
        'users: account',
      ]),
    );
  });

  it('is seen red', () => {
    expect(trespasses(sourcesOf(RED))).toEqual([
      'src/modules/orders/foreign-tables.ts names payment, a table of payments',
      'src/modules/orders/foreign-tables.ts names outbox, a table of the engine',
    ]);
  });
});
