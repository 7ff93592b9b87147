import { randomBytes, randomUUID } from 'node:crypto';
import { Config } from '#libs/config';
import { hostingConfig } from './config.js';

const read = (CLEAVE_SECRET: string) =>
  Config.read([hostingConfig], { CLEAVE_SECRET }).get(hostingConfig).CLEAVE_SECRET;

describe('the secret of an installation', () => {
  it.each([
    ['31 random characters', 'b7f3c9e1d5a80246b7f3c9e1d5a8024'],
    ['one character, often', 'x'.repeat(64)],
    ['a word, often', 'changeme'.repeat(8)],
    ['"secret", often', 'secret'.repeat(6)],
    ['the digits of a keyboard, in pairs', '1122334455'.repeat(4).replaceAll(/[45]/g, '1')],
  ])('is refused when it is %s, without a word of it', (_, secret) => {
    expect(() => read(secret)).toThrow('CLEAVE_SECRET must be 32 or more random characters.');
  });

  it.each([randomBytes(16).toString('hex'), randomBytes(24).toString('base64'), randomUUID()])(
    'is taken when it is %s',
    (secret) => expect(read(secret)).toBe(secret),
  );
});
