import { z } from 'zod';
import type { Schema } from '../../scripts/contracts/compare/choices.js';
import { breaksOf, type Direction } from '../../scripts/contracts/compare/schema.js';

const jsonOf = (schema: z.ZodType): Schema => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'output' });
  return json as Schema;
};
const { object: o, strictObject, string: s, int } = z;
const eventsOf = (data: z.ZodType): z.ZodType => s().meta({ contentSchema: jsonOf(data) });

/** What a change means to those whose requests we take, and to those who read our replies; undefined: nothing. */
const TABLE: readonly [what: string, before: z.ZodType, after: z.ZodType, request?: string, reply?: string][] = [
  ['nothing', o({ a: s() }), o({ a: s() })],
  ['a new optional member', o({}), o({ a: s().optional() })],
  ['a new required member', o({}), o({ a: s() }), 'now requires the member a'],
  ['a lost member', o({ a: s() }), o({}), 'lost the member a', 'lost the member a'],
  [
    'a lost optional member',
    strictObject({ a: s().optional() }),
    strictObject({}),
    'lost the member a',
    'lost the member a',
  ],
  [
    'a member that becomes optional',
    o({ a: s() }),
    o({ a: s().optional() }),
    undefined,
    'the member a may now be missing',
  ],
  ['a member that becomes required', o({ a: s().optional() }), o({ a: s() }), 'now requires the member a'],
  ['a member that may be null', o({ a: s() }), o({ a: s().nullable() }), undefined, 'a may now be null'],
  ['a member that is never null', o({ a: s().nullable() }), o({ a: s() }), 'a no longer takes null'],
  ['another type', o({ a: s() }), o({ a: int() }), 'a no longer takes string', 'a may now be integer'],
  ['fractions', o({ a: int() }), o({ a: z.number() }), undefined, 'a may now be number'],
  ['whole numbers only', o({ a: z.number() }), o({ a: int() }), 'a no longer takes number'],
  ['one more choice', z.enum(['a']), z.enum(['a', 'b']), undefined, 'may now be "b"'],
  ['one choice less', z.enum(['a', 'b']), z.enum(['a']), 'no longer takes "b"'],
  ['any text', z.enum(['a']), s(), undefined, 'may now be anything'],
  ['a smaller limit', s().max(9), s().max(8), 'maxLength is 8, was 9'],
  ['a larger limit', s().max(8), s().max(9), undefined, 'maxLength is 9, was 8'],
  ['a new limit', int().min(0), int().min(1), 'minimum is 1, was 0'],
  ['no limit any more', z.array(s()).max(3), z.array(s()), undefined, 'maxItems is nothing, was 3'],
  ['another pattern', s().regex(/a/), s().regex(/b/), 'pattern is "b", was "a"', 'pattern is "b", was "a"'],
  [
    'what is in a list',
    o({ a: z.array(o({ b: s() })) }),
    o({ a: z.array(o({})) }),
    'lost the member a[].b',
    'lost the member a[].b',
  ],
  [
    'what is in a record',
    z.record(s(), s()),
    z.record(s(), int()),
    '{} no longer takes string',
    '{} may now be integer',
  ],
  [
    'the JSON in a text',
    eventsOf(o({ b: s() })),
    eventsOf(o({})),
    'lost the member {content}.b',
    'lost the member {content}.b',
  ],
  [
    'one more variant',
    z.union([o({ a: s() }), s()]),
    z.union([o({ a: s() }), s(), int()]),
    undefined,
    'may now be integer',
  ],
  ['another description', s(), s().describe('something')],
];

const seen = (before: Schema, after: Schema, direction: Direction) => {
  const nowhere = () => ({});
  return breaksOf(before, after, direction, { before: nowhere, after: nowhere });
};

describe.each(TABLE)('%s', (_, before, after, request, reply) => {
  it.each([
    ['in a request', 'request', request],
    ['in a reply', 'reply', reply],
  ] as const)('%s', (_, direction, sentence) =>
    expect(seen(jsonOf(before), jsonOf(after), direction)).toEqual(sentence ? [sentence] : []),
  );

  it('in a message, which is read by both releases', () =>
    expect(seen(jsonOf(before), jsonOf(after), 'both')).toEqual([...new Set([request, reply].filter(Boolean))]));
});

it('a request that was open to other members is closed to them', () => {
  expect(seen({ type: 'object' }, { type: 'object', additionalProperties: false }, 'request')).toEqual([
    'no longer takes other members',
  ]);
});

it('a sealed field is no other field', () => {
  expect(seen({ type: 'string', 'x-sealed': true }, { type: 'string' }, 'both')).toEqual([
    'x-sealed is nothing, was true',
  ]);
});

it('follows references, also of a schema that contains itself', () => {
  const tree = (leaf: string): Schema => ({
    type: 'object',
    properties: { leaf: { type: leaf }, inner: { $ref: '#/tree' } },
  });
  const resolve = { before: () => tree('string'), after: () => tree('integer') };
  const ref = { $ref: '#/tree' };
  expect(breaksOf(ref, ref, 'reply', resolve)).toEqual(['leaf may now be integer']);
});

it('a keyword that it does not know is an error, since a break in it would not be seen', () => {
  expect(() => seen({ not: {} }, {}, 'reply')).toThrow('"not"');
});
