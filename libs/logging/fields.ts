import { failureOf, oneLine } from './line.js';
import { insteadOf, redacted } from './redact.js';

/** What a program finds a line by: of a record the members, in a text ` name=value`. */
export type Fields = Readonly<Record<string, unknown>>;

const MOST_FIELDS = 32;
const MOST_CHARACTERS = 300;

/** Fields as they are written: without undefined ones, without what must not stand in a log, and each value of a limited length. */
export function written(fields: Fields): Record<string, string | number | boolean> {
  const result: Record<string, string | number | boolean> = {};
  let count = 0;
  for (const name in fields) {
    const value = fields[name];
    if (value === undefined || value === null || value === '') continue;
    if (++count > MOST_FIELDS) break;
    result[name] = insteadOf(name) ?? plain(value);
  }
  return result;
}

function plain(value: unknown): string | number | boolean {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'string') return oneLine(value, MOST_CHARACTERS);
  return objectText(value, MOST_CHARACTERS);
}

/** An object in a line, without what must not stand in a log, however deep it lies. Errors are named with their place. */
export function objectText(value: unknown, most?: number): string {
  if (value instanceof Error) return failureOf(value);
  try {
    return oneLine(JSON.stringify(value, (name, part: unknown) => inside(name, part)) ?? String(value), most);
  } catch {
    return '[it refers to itself]';
  }
}

function inside(name: string, part: unknown): unknown {
  if (typeof part === 'bigint') return String(part);
  if (part instanceof Error) return failureOf(part);
  if (part === null || part === undefined) return part;
  return insteadOf(name) ?? (typeof part === 'string' ? redacted(part) : part); // before quotes are escaped
}
