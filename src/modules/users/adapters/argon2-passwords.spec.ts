import { argon2id, hash } from 'argon2';
import { Argon2Passwords } from './argon2-passwords.js';

describe('Argon2Passwords', () => {
  const passwords = new Argon2Passwords();
  beforeAll(() => passwords.onModuleInit());

  it('stores argon2id with 19 MiB, two passes, one lane, in PHC format', async () => {
    expect(await passwords.hash('correct horse')).toMatch(
      /^\$argon2id\$v=19\$m=19456,(t=2,p=1|p=1,t=2)\$[^$]+\$[^$]+$/,
    );
  });

  it('knows the password again, and only that', async () => {
    const hash = await passwords.hash('correct horse');
    expect(await passwords.matches('correct horse', hash)).toBe(true);
    expect(await passwords.matches('correct horsf', hash)).toBe(false);
  });

  it('looks at every character of a long one', async () => {
    const long = 'é'.repeat(127);
    expect(await passwords.matches(`${long}b`, await passwords.hash(`${long}a`))).toBe(false);
  });

  it('salts: the same password never gives the same hash', async () => {
    expect(await passwords.hash('correct horse')).not.toBe(await passwords.hash('correct horse'));
  });

  it('checks something without an account, too, and never agrees', async () => {
    expect(await passwords.matches('correct horse', undefined)).toBe(false);
  });

  describe('one password, however it is typed', () => {
    const composed = 'Ünïcödé ŝécrèt'.normalize('NFC');
    const decomposed = composed.normalize('NFD');

    it.each([
      ['chosen composed, typed decomposed', composed, decomposed],
      ['chosen decomposed, typed composed', decomposed, composed],
      ['chosen with another kind of space', 'correct\u00A0horse', 'correct horse'],
    ])('%s', async (_, chosen, typed) => {
      expect(await passwords.matches(typed, await passwords.hash(chosen))).toBe(true);
    });

    it('chosen before passwords were brought into one form', async () => {
      const old = await hash(decomposed, { type: argon2id });
      expect(await passwords.matches(decomposed, old)).toBe(true);
      expect(await passwords.matches('another one', old)).toBe(false);
    });
  });

  it('does not end at a NUL', async () => {
    expect(await passwords.matches('pass\u0000word', await passwords.hash('pass\u0000horse'))).toBe(false);
  });

  it('turns a storm away with a code that says so', async () => {
    const storm = await Promise.allSettled(Array.from({ length: 250 }, () => passwords.matches('x', undefined)));
    const turnedAway = storm.filter(({ status }) => status === 'rejected');
    expect(turnedAway.length).toBeGreaterThan(0);
    expect(turnedAway).toEqual(
      turnedAway.map(() => ({
        status: 'rejected',
        reason: expect.objectContaining({
          code: 'context.overloaded',
          details: { retryAfterMs: expect.any(Number) },
        }),
      })),
    );
  });
});
