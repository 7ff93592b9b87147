import type { OrderDocuments } from '../ports/order-documents.js';
import { describeHostile } from './documents/hostile.js';
import { describeKeeping } from './documents/keeping.js';
import { describeRandom } from './documents/random.js';
import { describeSearching } from './documents/searching.js';
import { Stage } from './documents/stage.js';

/**
 * What every store of orders' documents does alike. `open` is called once; the suite makes copies from number 1 on, removes them,
 * and closes the store.
 */
export function describeOrderDocuments(name: string, open: () => Promise<OrderDocuments>): void {
  describe(`${name} as a store of orders`, () => {
    const stage = new Stage(open);
    beforeAll(() => stage.open());
    afterAll(() => stage.close());
    describe('keeps copies', () => describeKeeping(stage));
    describe('searches', () => describeSearching(stage));
    describe('takes all values as data', () => describeHostile(stage));
    describe('is as good as a look at each', () => describeRandom(stage));
  });
}
