import { createHmac, randomBytes } from 'node:crypto';
import { KeyedHash } from './keyed-hash.js';

describe('KeyedHash', () => {
  it.each([0, 1, 32, 64])('is HMAC-SHA-256 with a key of %d bytes', (length) => {
    const key = randomBytes(length);
    for (const text of ['', 'a', 'ä\0€', 'x'.repeat(1_000)])
      expect(new KeyedHash(key).digest(text, 'hex')).toBe(createHmac('sha256', key).update(text).digest('hex'));
  });

  it('takes no longer keys: they would have to be hashed first', () => {
    expect(() => new KeyedHash(Buffer.alloc(65))).toThrow('64 bytes');
  });
});
