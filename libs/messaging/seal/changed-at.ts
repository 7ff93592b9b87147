import type { Path } from '../contract/index.js';

/** A copy with another value at this place; the same where there is none. */
export function changedAt(holder: unknown, [name, ...rest]: Path, change: (value: unknown) => unknown): unknown {
  if (name === undefined) return change(holder);
  const value = isObject(holder) && Object.hasOwn(holder, name) ? holder[name] : undefined;
  return value === undefined ? holder : { ...(holder as object), [name]: changedAt(value, rest, change) };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
