import { RED, ROOT, sourcesIn } from './sources.js';
import { mutableState } from './state.js';

describe('no module of src keeps state of its own', () => {
  it('here', () => {
    expect(mutableState(sourcesIn(ROOT, 'src'))).toEqual([]);
  });

  it('is seen red', () => {
    const red = 'src/modules/orders/module-state.ts';
    expect(mutableState(sourcesIn(RED, 'src'))).toEqual(
      ['count', 'last', 'prices', 'seen', 'queue', 'made'].map((name) => `${red}: ${name}`),
    );
  });
});
