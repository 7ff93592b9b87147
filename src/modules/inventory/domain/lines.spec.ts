import { perProduct, productsOf } from './lines.js';
import { line, mug, tea } from './stock.fixtures.js';

describe('lines', () => {
  it('are one per product, with the quantities added up', () => {
    expect(perProduct([line(mug, 1), line(tea, 2), line(mug, 3)])).toEqual([line(mug, 4), line(tea, 2)]);
  });

  it('name each product once', () => {
    expect(productsOf({ lines: [line(mug, 1), line(tea, 2), line(mug, 3)] })).toEqual([mug, tea]);
  });
});
