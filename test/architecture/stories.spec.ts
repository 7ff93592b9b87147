import { RED, ROOT, sourcesIn } from './sources.js';
import { untold } from './stories.js';

describe('a context that keeps rows of orders has a storyteller', () => {
  it('here', () => {
    expect(untold(sourcesIn(ROOT, 'src/modules'))).toEqual([]);
  });

  it('is seen red', () => {
    expect(untold(sourcesIn(RED, 'src/modules'))).toEqual([
      'src/modules/payments/data/untold.entity.ts: nobody tells the rows of payment in the story of an order: write a @Storyteller() in src/modules/payments/queries',
    ]);
  });
});
