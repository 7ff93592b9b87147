/** UTF-16 units of the longest way to write one code point of NFC: four decomposed ones, two units each. */
const UNITS_A_CHARACTER = 8;

/** In code points, as JSON Schema counts. */
export const lengthOf = (text: string): number => Array.from(text).length;

/** Whatever it becomes in NFC. Asked before it is normalised: putting a long run of marks into order takes time that grows with its square. */
export const isTooLong = (raw: string, max: number): boolean => raw.length > max * UNITS_A_CHARACTER;
