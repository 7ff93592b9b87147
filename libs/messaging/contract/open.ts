import { z } from 'zod';

const LONGEST_VALUE = 64;

/**
 * A word of which there will be more: a new one breaks nobody, since whoever reads it takes any word and leaves alone what it does not
 * know. So it is a text at run time, and its type names the words of this release. The documents say `x-extensible-enum`.
 */
export const openEnum = <const Words extends readonly string[]>(
  words: Words,
): z.ZodType<Words[number], Words[number]> =>
  z.string().max(LONGEST_VALUE).meta({ 'x-extensible-enum': words }) as unknown as z.ZodType<
    Words[number],
    Words[number]
  >;

/**
 * One of several shapes, told apart by a member, of which there will be more: a new one breaks nobody. At run time any other shape with
 * these members passes, and its type names the shapes of this release.
 *
 * @param by      the member that says which shape it is
 * @param shared  the members that all shapes have, also those to come
 */
export const openUnion = <const Shapes extends readonly z.ZodObject[]>(
  by: string,
  shared: z.ZodRawShape,
  shapes: Shapes,
): z.ZodUnion<Shapes> => {
  const anyOther = z
    .looseObject({ ...shared, [by]: z.string().max(LONGEST_VALUE) })
    .describe('Of a kind that is not known yet: to be left alone.');
  return z.union([...shapes, anyOther]) as unknown as z.ZodUnion<Shapes>;
};
