import { lines } from './teller.js';

describe('lines', () => {
  it.each([
    ['fits', ['fits']],
    ['one two three', ['one two', 'three']],
    ['Dear Ada,\n\nhello', ['Dear Ada,', 'hello']],
    ['averyveryverylongword x', ['averyveryverylongword', 'x']],
    ['', ['']],
  ])('%j', (text, broken) => expect(lines(text, 9)).toEqual(broken));
});
