import { entityTag, namesTag } from './entity-tag.js';

const tag = '"abc"';

it.each([
  ['"abc"', true],
  ['W/"abc"', true],
  ['*', true],
  [' * ', true],
  ['"x", "abc"', true],
  ['W/"x" ,W/"abc"', true],
  [', "x",, "abc" ,', true],
  ['"a,b", "abc"', true],
  ['"x"', false],
  ['"abc', false],
  ['abc', false],
  ['"ABC"', false],
  ['w/"abc"', false],
  ['"x,"abc""', false],
  ['"abc" "x"', false],
  ['*, "abc"', false],
  ['', false],
  [undefined, false],
])('If-None-Match: %s names "abc": %s', (header, names) => {
  expect(namesTag(header, tag)).toBe(names);
});

it('every body has a tag of its own, and always the same', () => {
  expect(entityTag('{"status":"pending"}')).toBe(entityTag('{"status":"pending"}'));
  expect(entityTag('{"status":"pending"}')).not.toBe(entityTag('{"status":"confirmed"}'));
  expect(entityTag('')).toMatch(/^"[\w-]{22}"$/);
});
