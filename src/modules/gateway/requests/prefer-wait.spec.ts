import { preferredWait } from './prefer-wait.js';

it.each([
  [undefined, 0],
  ['wait=10', 10],
  ['Wait = "7"', 7],
  ['respond-async, wait=5', 5],
  ['wait=5; foo=bar, return=minimal', 5],
  ['wait=31', 30],
  ['wait=999999999', 30],
  ['wait=0', 0],
  ['wait=-1', 0],
  ['wait=1.5', 0],
  ['wait=soon', 0],
  ['await=10', 0],
  ['', 0],
])('Prefer: %s waits %d s', (header, seconds) => expect(preferredWait(header)).toBe(seconds));
