/** The most UTF-16 units that one NFC code point can have when decomposed: four code points of two units. */
const UNITS_A_CHARACTER = 8;

/** In code points, as JSON Schema counts. */
export const lengthOf = (text: string): number => Array.from(text).length;

/** Too long in any normal form. Checked before normalisation, which takes quadratic time for a long run of combining marks. */
export const isTooLong = (raw: string, max: number): boolean => raw.length > max * UNITS_A_CHARACTER;
