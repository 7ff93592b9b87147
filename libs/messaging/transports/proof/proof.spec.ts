import { generateKeySync, type KeyObject } from 'node:crypto';
import { isProven, proofOf, Refusals } from './index.js';

const [key, other] = [1, 2].map(() => generateKeySync('hmac', { length: 256 })) as [KeyObject, KeyObject];
const proof = proofOf(key, 'call', 'a text');

it('a proof holds for its key, kind and text, and for nothing else', () => {
  expect(proof).toMatch(/^[\w-]{43}$/);
  expect(isProven(key, 'call', 'a text', proof)).toBe(true);
  expect(isProven(other, 'call', 'a text', proof)).toBe(false);
  expect(isProven(key, 'answer', 'a text', proof)).toBe(false);
  expect(isProven(key, 'call', 'another text', proof)).toBe(false);
});

it.each([undefined, null, 7, '', 'short', `${proof}AAAA`, [proof], { proof }])('%j is no proof', (bad) => {
  expect(isProven(key, 'call', 'a text', bad)).toBe(false);
});

it('a thousand refusals are counted, and told once', () => {
  const lines: string[] = [];
  const refusals = new Refusals({ warn: (line: string) => void lines.push(line) });
  for (let n = 0; n < 1_000; n++) refusals.refused('forged', `from 127.0.0.1:${n}`);
  refusals.refused('silent', 'from 127.0.0.1');
  expect(lines).toEqual(['from 127.0.0.1:0', 'from 127.0.0.1']);
  expect(refusals.counts).toEqual({ forged: 1_000, silent: 1 });
});
