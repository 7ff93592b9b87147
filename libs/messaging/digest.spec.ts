import { digestOf } from './digest.js';
import { newId } from './ids.js';

/** As those of items are: a message's id and its reaction. */
const texts = (count: number): string[] => Array.from({ length: count }, () => `${newId(1)} `);
const bitsOf = (digest: string): bigint => BigInt(`0x${digest}`);
const ones = (bits: bigint): number => bits.toString(2).replaceAll('0', '').length;

test('the same text gives the same 16 digits', () => {
  expect(digestOf('order 1')).toMatch(/^[0-9a-f]{16}$/);
  expect(digestOf('order 1')).toBe(digestOf('order 1'));
  expect(digestOf('order 1', 1)).not.toBe(digestOf('order 1'));
});

test('100,000 texts of one millisecond have as many digests, and their halves collide no more often than chance', () => {
  const all = texts(50_000).flatMap((text) => [digestOf(text), digestOf(text, 1)]);
  expect(new Set(all).size).toBe(all.length);
  const chance = all.length ** 2 / 2 ** 33;
  for (const half of [0, 8]) {
    const collisions = all.length - new Set(all.map((digest) => digest.slice(half, half + 8))).size;
    expect(collisions).toBeLessThan(chance + 6 * Math.sqrt(chance));
  }
});

test.each([
  ['a digit of the text', (text: string) => text.replace(/[0-9a-f](?= $)/, (digit) => (digit === '0' ? '1' : '0'))],
  ['its first digit', (text: string) => `1${text.slice(1)}`],
  ['one more reaction', (text: string) => `${text}x`],
  ['the series', undefined],
])('%s changes half of the bits', (_, changed) => {
  const flips = texts(2_000).map((text) => {
    const other = changed ? digestOf(changed(text)) : digestOf(text, 1);
    return ones(bitsOf(digestOf(text)) ^ bitsOf(other));
  });
  const mean = flips.reduce((sum, n) => sum + n, 0) / flips.length;
  expect(mean).toBeGreaterThan(31.5);
  expect(mean).toBeLessThan(32.5);
});
