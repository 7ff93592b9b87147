import { isForColours } from './colours.js';

const [terminal, pipe] = [{ isTTY: true }, {}];

it.each([
  ['a terminal', terminal, {}, true],
  ['a terminal where nobody wants any', terminal, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
  ['a pipe', pipe, {}, false],
  ['a pipe whose other end is a terminal', pipe, { FORCE_COLOR: '1' }, true],
  ['a terminal, forced to none', terminal, { FORCE_COLOR: '0' }, false],
])('%s', (_, stream, env, is) => expect(isForColours(stream, env)).toBe(is));
