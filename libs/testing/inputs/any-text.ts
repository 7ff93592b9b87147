import fc from 'fast-check';

/** The half that many texts are made of, and all others but the surrogates, which are no text alone. */
const character = fc
  .oneof(
    fc.integer({ min: 0, max: 0x7f }),
    fc.integer({ min: 0x80, max: 0xd7ff }),
    fc.integer({ min: 0xe000, max: 0x10ffff }),
  )
  .map((code) => String.fromCodePoint(code));

/** Any text. `fc.string({ unit: 'binary' })` gives the same, and makes a table of all characters first, a second of CPU in every spec. */
export const anyText = (
  limits: { readonly minLength?: number; readonly maxLength?: number } = {},
): fc.Arbitrary<string> => fc.string({ unit: character, ...limits });
