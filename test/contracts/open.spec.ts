import { z } from 'zod';
import { openEnum, openUnion } from '#libs/messaging/contract';
import type { Schema } from '../../scripts/contracts/compare/choices.js';
import { breaksOf } from '../../scripts/contracts/compare/schema.js';

const jsonOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'output' }) as Schema;
const seen = (before: z.ZodType, after: z.ZodType) => {
  const nowhere = () => ({});
  const { $schema: _, ...was } = jsonOf(before);
  const { $schema: __, ...is } = jsonOf(after);
  return breaksOf(was, is, 'both', { before: nowhere, after: nowhere });
};

describe('an open enumeration', () => {
  const ab = openEnum(['a', 'b']);

  it('is shown with its words, and takes those that it does not know', () => {
    expect(jsonOf(ab)).toMatchObject({ type: 'string', maxLength: 64, 'x-extensible-enum': ['a', 'b'] });
    expect(ab.parse('c')).toBe('c');
    expect(ab.safeParse(1).success).toBe(false);
    expect(ab.safeParse('x'.repeat(65)).success).toBe(false);
  });

  it('breaks nobody by one more word; any other enumeration does', () => {
    expect(seen(ab, openEnum(['a', 'b', 'c']))).toEqual([]);
    expect(seen(z.enum(['a', 'b']), z.enum(['a', 'b', 'c']))).toEqual(['may now be "c"']);
  });

  it('breaks somebody when it is closed, and when a closed one is opened', () => {
    expect(seen(ab, z.enum(['a', 'b']))).toContain('no longer takes anything');
    expect(seen(z.enum(['a', 'b']), ab)).toContain('may now be anything');
  });
});

describe('an open union', () => {
  const shared = { id: z.int() };
  const placed = z.object({ ...shared, type: z.literal('placed'), total: z.int() });
  const ended = z.object({ ...shared, type: z.literal('ended') });
  const lost = z.object({ ...shared, type: z.literal('lost'), why: z.string() });
  const union = openUnion('type', shared, [placed, ended]);

  it('takes shapes that it does not know, if they have what all have', () => {
    expect(union.parse({ id: 1, type: 'lost', why: 'x' })).toEqual({ id: 1, type: 'lost', why: 'x' });
    expect(union.safeParse({ type: 'lost' }).success).toBe(false);
  });

  it('breaks nobody by one more shape; any other union does', () => {
    expect(seen(union, openUnion('type', shared, [placed, ended, lost]))).toEqual([]);
    expect(seen(z.union([placed, ended]), z.union([placed, ended, lost]))).not.toEqual([]);
  });

  it('breaks somebody when a shape loses a member, which no other shape hides', () => {
    const less = z.object({ ...shared, type: z.literal('placed') });
    expect(seen(union, openUnion('type', shared, [less, ended]))).toEqual(['lost the member total']);
  });
});
