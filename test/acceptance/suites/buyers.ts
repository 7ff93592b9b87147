import { type Answer, type Api, availableOf, customer, operator, type Order, type Product, stocked } from '#test/api';
import { openBooks } from '#test/books';
import { violationsAtRest } from '#test/checker';
import type { System } from '#test/cleave';

const BUYERS = 1_000;
const UNITS = 100;

let system: System;
const isForBoth = (n: number): boolean => n % 2 === 1;

/** Half of them want a second product too, and name the two in either order. */
function buy(api: Api, scarce: Product, plenty: Product, n: number): Promise<Answer<Order>> {
  const products = !isForBoth(n) ? [scarce] : n % 4 === 1 ? [scarce, plenty] : [plenty, scarce];
  const lines = products.map(({ id }) => ({ productId: id, quantity: 1 }));
  return api.orderUntilTaken({ lines, payment: { method: 'pm_card_visa' } }, { prefer: 'wait=30' });
}

async function deadlocks(): Promise<number> {
  const books = await openBooks(system.databases);
  const sql = `SELECT deadlocks::int AS n FROM pg_stat_database WHERE datname = current_database()`;
  const counts = await Promise.all(
    books.owners.map(async (owner) => (await books.read<{ n: number }>(owner, sql))[0]!.n),
  );
  await books.close();
  return counts.reduce((sum, n) => sum + n, 0);
}

/** A thousand at once, for a hundred units. */
export const buyers = (given: () => System): void =>
  describe('many buyers', () => {
    beforeAll(() => void (system = given()));

    it('a thousand buyers of a hundred units: a hundred get theirs, the others nothing', async () => {
      const staff = await operator(system);
      const accounts = await Promise.all(Array.from({ length: 10 }, () => customer(system)));
      const [scarce, plenty] = [
        await stocked(staff, UNITS),
        await stocked(staff, BUYERS, { amount: 300, currency: 'EUR' }),
      ];
      const began = performance.now();
      const answers = await Promise.all(
        Array.from({ length: BUYERS }, (_, n) => buy(accounts[n % 10]!, scarce, plenty, n)),
      );
      const seconds = (performance.now() - began) / 1_000;
      console.log(`${BUYERS} buyers were served in ${seconds.toFixed(1)} s`);

      expect(Object.keys(Object.groupBy(answers, ({ status }) => status))).toEqual(['200']);
      const outcomes = Map.groupBy(answers, ({ body }) => [body.status, body.reason ?? ''].join(' ').trim());
      expect(Object.fromEntries([...outcomes].map(([outcome, all]) => [outcome, all.length]))).toEqual({
        confirmed: UNITS,
        'cancelled out-of-stock': BUYERS - UNITS,
      });

      expect(await violationsAtRest(system.databases)).toEqual([]);
      expect(await availableOf(staff, scarce)).toBe(0);
      // Of the second product only those have got something that have got the first.
      const withBoth = answers.filter(({ body }, n) => isForBoth(n) && body.status === 'confirmed').length;
      expect(await availableOf(staff, plenty)).toBe(BUYERS - withBoth);
      expect(await deadlocks()).toBe(0);
    });
  });
