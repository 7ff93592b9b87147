import { randomBytes, randomUUID } from 'node:crypto';
import { Config, type ConfigurationError } from '#libs/config';
import { keysConfig } from './keys-config.js';

const read = (CLEAVE_SECRET: string) => Config.read([keysConfig], { CLEAVE_SECRET }).get(keysConfig).CLEAVE_SECRET;

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

describe('two secrets, while one is replaced by the other', () => {
  const [one, other] = [randomUUID(), randomUUID()];
  const problemsOf = (env: NodeJS.ProcessEnv): unknown => {
    try {
      return Config.read([keysConfig], env) && [];
    } catch (error) {
      return (error as ConfigurationError).problems;
    }
  };
  it.each([
    [{ CLEAVE_SECRET: one, CLEAVE_ACCEPTED_SECRET: other }, []],
    [{ CLEAVE_ACCEPTED_SECRET: other }, []],
    [
      { CLEAVE_SECRET: one, CLEAVE_ACCEPTED_SECRET: 'old' },
      ['CLEAVE_ACCEPTED_SECRET must be 32 or more random characters.'],
    ],
    [
      { CLEAVE_SECRET: one, CLEAVE_ACCEPTED_SECRET: one },
      ['CLEAVE_ACCEPTED_SECRET must be another one than CLEAVE_SECRET'],
    ],
    [{ CLEAVE_SECRET: one, CLEAVE_KEYS: '1.e30' }, [expect.stringMatching(/^CLEAVE_KEYS stands in place of/)]],
    [{ CLEAVE_KEYS: '1.e30', CLEAVE_ACCEPTED_SECRET: one }, [expect.stringMatching(/^CLEAVE_KEYS stands in place of/)]],
  ])('%# are told what is wrong with them together', (env, problems) => expect(problemsOf(env)).toEqual(problems));
});
