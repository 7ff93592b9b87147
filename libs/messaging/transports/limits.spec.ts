import { MOST_MESSAGE, MOST_REPLY } from '../contract/index.js';
import { MOST_CHARACTERS } from './broker/call.js';
import { MOST_PACKET_BYTES } from './tcp/limits.js';

/** Of a character: a UTF-16 unit has at most three bytes in UTF-8, and an escape of JSON is ASCII. */
const MOST_BYTES = 3;
/** For ids, headers and what else goes beside a body. */
const BESIDE = 64 * 1024;

it.each([
  ['reply', MOST_REPLY],
  ['request or message', MOST_MESSAGE],
])('every transport carries the largest %s', (_, characters) => {
  expect(characters * MOST_BYTES + BESIDE).toBeLessThanOrEqual(MOST_PACKET_BYTES);
  expect(characters + BESIDE).toBeLessThanOrEqual(MOST_CHARACTERS);
});
