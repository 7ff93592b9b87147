import { createHash } from 'node:crypto';

/** JSON with the members of objects in order of their names: two values are the same exactly when their texts are. */
export const canonical = (value: unknown): string => JSON.stringify(sorted(value));

/** SHA-256 of the canonical JSON, in hexadecimal. */
export const contentHash = (value: unknown): string => createHash('sha256').update(canonical(value)).digest('hex');

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, sorted(member)]));
}
