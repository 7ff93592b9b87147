import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { docstringOf } from './index.js';

const SOURCE = `/** Of nobody. */
const limit = 1;

/** Places an order. */
export class Place extends command('orders.place.v1', {}) {}

/**
 * Two lines,
 * and one sentence.
 */
export class Show {}

export class Silent {}
`;

describe('the docstring of a class', () => {
  const folder = mkdtempSync(join(tmpdir(), 'docstring-'));
  const file = join(folder, 'orders.ts');
  beforeAll(() => writeFileSync(file, SOURCE));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ['Place', 'Places an order.'],
    ['Show', 'Two lines, and one sentence.'],
    ['Silent', undefined],
    ['Nobody', undefined],
  ])('of %s is: %s', (name, text) => expect(docstringOf(name, `${file}:5`)).toBe(text));

  it('is not known where the sources are not at hand', () => {
    expect(docstringOf('Place', join(folder, 'gone.ts:1'))).toBeUndefined();
  });
});
