import type { Value } from './array-literal.js';

/** Writes an element at this position; false when the value has no binary form here. */
type Write = (value: Exclude<Value, null>, to: Buffer, at: number) => boolean;
interface Form {
  readonly oid: number;
  readonly bytes: number;
  readonly write: Write;
}

const HEADER_BYTES = 20;
const LENGTH_BYTES = 4;

/**
 * PostgreSQL's binary form of a one-dimensional array (array_recv): number of dimensions, whether there are nulls, the elements'
 * type, their number, the first index; then each element behind its length. A statement that reads 60 ids and as many numbers
 * takes PostgreSQL 131 µs, and 181 with their text.
 * @returns undefined when the type has no binary form here, or a value is not of that type: sent as text, PostgreSQL reports the error
 */
export function binaryArray(type: string, values: readonly Value[]): Buffer | undefined {
  const form = FORMS.get(type);
  if (!form) return undefined;
  const buffer = Buffer.allocUnsafe(HEADER_BYTES + values.length * (LENGTH_BYTES + form.bytes));
  let at = HEADER_BYTES;
  let nulls = 0;
  for (const value of values) {
    int32(value === null ? -1 : form.bytes, buffer, at);
    at += LENGTH_BYTES;
    if (value === null) nulls = 1;
    else if (form.write(value, buffer, at)) at += form.bytes;
    else return undefined;
  }
  [values.length ? 1 : 0, nulls, form.oid, values.length, 1].forEach((word, n) => int32(word, buffer, n * 4));
  return values.length ? buffer.subarray(0, at) : buffer.subarray(0, 12);
}

/** Writes the lowest 32 bits in network byte order. */
function int32(value: number, to: Buffer, at: number): void {
  to[at] = value >>> 24;
  to[at + 1] = value >>> 16;
  to[at + 2] = value >>> 8;
  to[at + 3] = value;
}

/** The value of a hexadecimal digit by character code; 255 for other characters. */
const DIGITS = new Uint8Array(128).fill(255);
for (const digit of '0123456789abcdefABCDEF') DIGITS[digit.charCodeAt(0)] = Number.parseInt(digit, 16);
const DASH = 45;

function uuid(value: Exclude<Value, null>, to: Buffer, at: number): boolean {
  if (typeof value !== 'string' || value.length !== 36) return false;
  let bad = 0;
  for (let i = 0, byte = at; i < 36; i += 2) {
    if (i === 8 || i === 13 || i === 18 || i === 23) {
      if (value.charCodeAt(i) !== DASH) return false;
      i++;
    }
    const high = DIGITS[value.charCodeAt(i)] ?? 255;
    const low = DIGITS[value.charCodeAt(i + 1)] ?? 255;
    bad |= high | low;
    to[byte++] = (high << 4) | low;
  }
  return bad < 16;
}

const integer =
  (least: number, most: number, write: (value: number, to: Buffer, at: number) => void): Write =>
  (value, to, at) => {
    if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) return false;
    write(value, to, at);
    return true;
  };

const int64 = (value: number, to: Buffer, at: number): void => {
  int32(Math.floor(value / 2 ** 32), to, at);
  int32(value, to, at + 4);
};

function boolean(value: Exclude<Value, null>, to: Buffer, at: number): boolean {
  to[at] = Number(value);
  return typeof value === 'boolean';
}

const FORMS = new Map<string, Form>([
  ['uuid', { oid: 2950, bytes: 16, write: uuid }],
  ['integer', { oid: 23, bytes: 4, write: integer(-(2 ** 31), 2 ** 31 - 1, int32) }],
  ['bigint', { oid: 20, bytes: 8, write: integer(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, int64) }],
  ['xid', { oid: 28, bytes: 4, write: integer(0, 2 ** 32 - 1, int32) }],
  ['boolean', { oid: 16, bytes: 1, write: boolean }],
]);
