import fc from 'fast-check';
import type { Problem } from '../problems/problem.js';
import { strictJson } from './strict-json.js';

const read = (text: string) => strictJson(Buffer.from(text));

function pointerOf(text: string): string | undefined {
  try {
    read(text);
  } catch (error) {
    const { status, extras } = error as Problem;
    expect(status).toBe(400);
    return extras.errors?.[0]?.pointer;
  }
  throw new Error(`${text} was read`);
}

it('reads what JSON.parse reads, unless it could mean something else', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(undefined, 2), (json, indent) => {
      const value: unknown = JSON.parse(json);
      const text = JSON.stringify(value, null, indent);
      fc.pre(!/-0\b|__proto__|\\ud[89a-f]/i.test(text));
      expect(read(text)).toEqual(value);
    }),
  );
});

it.each([
  ['{"quantity":1,"quantity":99}', '/quantity'],
  ['{"quantity":1,"quantity":1}', '/quantity'],
  ['{"quantity":1,"\\u0071uantity":99}', '/quantity'],
  ['{"lines":[{"quantity":1},{"quantity":1,"quantity":99}]}', '/lines/1/quantity'],
  ['[[],[{"a":{"b":0},"c":[1,2],"a":0}]]', '/1/0/a'],
  ['{"a":{"a":{"":1,"":2}}}', '/a/a/'],
  ['{"a/b~":1,"x":"a/b~","a/b~":2}', '/a~1b~0'],
  ['{"a":"}","b":"{\\"","a":1}', '/a'],
])('refuses a name that stands twice: %s at %s', (text, pointer) => expect(pointerOf(text)).toBe(pointer));

it.each(['[{"a":1},{"a":1}]', '{"a":{"a":"a"}}', '{"a":"b","b":"a"}', '{"a":["a","a"],"b":{"a":1}}'])(
  'takes the same name in different objects: %s',
  (text) => expect(read(text)).toEqual(JSON.parse(text)),
);

it.each(['9007199254740993', '1.0000000000000001', '1e400', '-1e400', '1e-400', '-0', '-0.0', '0.1000000000000000055'])(
  'refuses the number %s, which would be another one',
  (number) => expect(pointerOf(`{"n":[1,${number}]}`)).toBe('/n/1'),
);

it.each(['0', '1', '-1', '1.0', '1.50', '0.1', '1e2', '1E+2', '100e-2', '999999999999999', '9007199254740992', '1e21'])(
  'takes the number %s',
  (number) => expect(read(`[${number}]`)).toEqual([Number(number)]),
);

it.each([
  ['{"name":"a\\ud800"}', '/name'],
  ['{"name":"\\udc00\\ud800"}', '/name'],
  ['{"a\\ud800":1}', '/a\ud800'],
])('refuses half of a character: %s', (text, pointer) => expect(pointerOf(text)).toBe(pointer));

it('takes a character of two halves', () => expect(read('["\\ud83e\\uded6"]')).toEqual(['🫖']));

it.each(['{"__proto__":{}}', '{"a":[{"__proto__":1}]}', '{"\\u005f_proto__":1}', '{"constructor":{"prototype":1}}'])(
  'refuses what reaches for prototypes: %s',
  (text) => expect(() => read(text)).toThrow(expect.objectContaining({ status: 400, code: 'request.malformed' })),
);

it.each(['{"prototype":1}', '{"constructor":1}', '["__proto__"]', '{"constructor":{"a":{"prototype":1}}}'])(
  'takes what reaches for none: %s',
  (text) => expect(read(text)).toEqual(JSON.parse(text)),
);

it.each([
  ['half a character in UTF-8', Buffer.from([0x22, 0xc3, 0x22])],
  ['a surrogate in UTF-8', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
  ['a byte order mark', Buffer.from('\ufeff{}')],
  ['UTF-16', Buffer.from('{"a":1}', 'utf16le')],
  ['nothing', Buffer.alloc(0)],
  ['more than one value', Buffer.from('{}{}')],
])('refuses %s', (_, body) =>
  expect(() => strictJson(body)).toThrow(expect.objectContaining({ status: 400, code: 'request.malformed' })),
);

it('is no deeper than the text: neither its stack nor its answer', () => {
  const deep = `${'[{"a":'.repeat(9_000)}1${'}]'.repeat(9_000)}`;
  expect(read(deep)).toHaveLength(1);
  const twice = `{"${'x'.repeat(9_000)}":{${'"a":1,'.repeat(5_000)}"b":1}}`;
  expect(pointerOf(twice)).toHaveLength(9_003);
});
