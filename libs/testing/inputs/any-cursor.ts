import fc from 'fast-check';
import { anyText } from './any-text.js';

const base64url = (bytes: Uint8Array | string): string => Buffer.from(bytes as string).toString('base64url');
const ids = fc.oneof(fc.uuid(), anyText({ maxLength: 40 }));

/** What clients send as a cursor: any text, any bytes and any JSON in base64url, and what looks most like a good one. */
export const anyCursor: fc.Arbitrary<string> = fc
  .oneof(
    anyText({ maxLength: 200 }),
    fc.uint8Array({ maxLength: 150 }).map(base64url),
    fc.json({ maxDepth: 2 }).map(base64url),
    ids.map((id) => base64url(JSON.stringify(id))),
    fc.tuple(ids, anyText({ maxLength: 20 })).map((key) => base64url(JSON.stringify(key))),
    fc.tuple(fc.uuid(), anyText({ maxLength: 20 })).map((parts) => base64url(parts.join(' '))),
  )
  .map((text) => text.slice(0, 200)); // longer ones are refused by the contracts
