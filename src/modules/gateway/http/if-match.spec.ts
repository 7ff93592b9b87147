import { versionedTag } from './entity-tag.js';
import { versionIn } from './if-match.js';

const tag = versionedTag('{"name":"Mug"}', { version: 3 });
const later = versionedTag('{"name":"Cup"}', { version: 4 });

it('a tag of a version has the version in front, and is strong', () => {
  expect(tag).toMatch(/^"3\.[\w-]{22}"$/);
  expect(versionedTag('{"name":"Tea"}', { version: 3 })).not.toBe(tag);
});

it.each([
  [tag, 3],
  [` ${tag} `, 3],
  [`"x", ${tag}`, 3],
  [`${later},${tag}`, 4],
  [`W/${later}, ${tag}`, 3],
  [`W/${tag}`, 0],
  ['"3"', 0],
  ['"03.rl2YzZV4ZxLq0pXqEJ2mOA"', 0],
  ['"3.rl2YzZV4ZxLq0pXqEJ2mOAA"', 0],
  ['"rl2YzZV4ZxLq0pXqEJ2mOA"', 0],
])('If-Match: %s is about version %d', (header, version) => {
  expect(versionIn(header)).toBe(version);
});

it.each([
  [undefined, 428, 'request.if-match-missing'],
  ['*', 428, 'request.if-match-missing'],
  ['', 400, 'request.invalid-if-match'],
  ['3', 400, 'request.invalid-if-match'],
  [`${tag}, *`, 400, 'request.invalid-if-match'],
  [tag.slice(0, -1), 400, 'request.invalid-if-match'],
])('If-Match: %s is refused with %d', (header, status, code) => {
  expect(() => versionIn(header)).toThrow(expect.objectContaining({ status, code }));
});
