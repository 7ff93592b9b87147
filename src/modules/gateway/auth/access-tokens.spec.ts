import { jest } from '@jest/globals';
import { SignJWT, UnsecuredJWT, type JWTHeaderParameters } from 'jose';
import { createSecretKey, generateKeyPairSync } from 'node:crypto';
import { ACCESS_TOKENS_KEY, keysFromSecret } from '#libs/keys';
import type { Identity } from '#libs/messaging/contract';
import { AccessTokens, LIFETIME_SECONDS } from './access-tokens.js';
import { signingKey } from './signing-key.js';

const keys = keysFromSecret('a secret of the installation');
const key = signingKey(keys.of(ACCESS_TOKENS_KEY));
const ada: Identity = { userId: '01890a5d-ac96-774b-bcce-b302099a8057', role: 'customer' };
const identify = async (token: string) => new AccessTokens(keys).identify(token);

const good = { alg: 'EdDSA', typ: 'at+jwt', kid: key.id };
const now = Math.floor(Date.now() / 1_000);
const claims = { iss: 'cleave', aud: 'cleave-api', sub: ada.userId, role: ada.role, iat: now, exp: now + 60 };
const signed = (header: object = {}, payload: object = {}, by: Parameters<SignJWT['sign']>[0] = key.privateKey) =>
  new SignJWT({ ...claims, ...payload }).setProtectedHeader({ ...good, ...header } as JWTHeaderParameters).sign(by);

describe('an access token', () => {
  it('says who holds it, in every process with the same secret', async () => {
    expect(await identify(await new AccessTokens(keys).issue(ada))).toEqual(ada);
    expect(await identify(await signed())).toEqual(ada);
  });

  it('is taken also when it was signed with the other secret, while that is replaced', async () => {
    const [old, next, third] = ['the old secret', 'the next secret', 'a third one'] as const;
    const tokenOf = (...secrets: [string, string?]) => new AccessTokens(keysFromSecret(...secrets)).issue(ada);
    const [first, second] = [await tokenOf(old, next), await tokenOf(next, old)];
    const identifyBy = async (secrets: [string, string?], token: string) =>
      new AccessTokens(keysFromSecret(...secrets)).identify(token);
    for (const token of [first, second]) {
      expect(await identifyBy([old, next], token)).toEqual(ada);
      expect(await identifyBy([next, old], token)).toEqual(ada);
    }
    expect([await identifyBy([old], first), await identifyBy([next], second)]).toEqual([ada, ada]);
    expect([await identifyBy([next], first), await identifyBy([third], second)]).toEqual([undefined, undefined]);
  });

  it('lives for a quarter of an hour', () => expect(LIFETIME_SECONDS).toBe(900));

  it('is verified once, then known at once', async () => {
    const tokens = new AccessTokens(keys);
    const token = await tokens.issue(ada);
    expect(tokens.identify(token)).toBeInstanceOf(Promise);
    await tokens.identify(token);
    expect(tokens.identify(token)).toEqual(ada);
  });

  it('ends on time also when it is known', async () => {
    const tokens = new AccessTokens(keys);
    const token = await tokens.issue(ada);
    await tokens.identify(token);
    jest.useFakeTimers({ now: Date.now() + LIFETIME_SECONDS * 1_000 + 1_000 });
    try {
      expect(await tokens.identify(token)).toBeUndefined();
      expect(await tokens.identify(token)).toBeUndefined();
    } finally {
      jest.useRealTimers();
    }
  });
});

describe('nobody is let in by', () => {
  const stranger = generateKeyPairSync('ed25519');
  const ours = (type: 'ec' | 'rsa', options: object) =>
    (generateKeyPairSync as (type: string, options: object) => typeof stranger)(type, options).privateKey;
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const headed = (header: object, signature: string) => `${part(header)}.${part(claims)}.${signature}`;
  const publicText = createSecretKey(Buffer.from(key.publicKey.export({ format: 'jwk' }).x!, 'base64url'));
  it.each<[string, () => string | Promise<string>]>([
    ['no token at all', () => 'a.b.c'],
    [
      'another key',
      () => signed({}, {}, signingKey(keysFromSecret('another secret').of(ACCESS_TOKENS_KEY)).privateKey),
    ],
    ['alg none', () => new UnsecuredJWT(claims).encode()],
    ['HS256 with the public key', () => signed({ alg: 'HS256' }, {}, publicText)],
    ['alg none in any case', async () => headed({ alg: 'nOnE' }, '')],
    ['ES256 with a key of its own', () => signed({ alg: 'ES256' }, {}, ours('ec', { namedCurve: 'P-256' }))],
    ['RS256 with a key of its own', () => signed({ alg: 'RS256' }, {}, ours('rsa', { modulusLength: 2048 }))],
    [
      'a key that it brings itself (jwk)',
      () => signed({ jwk: stranger.publicKey.export({ format: 'jwk' }) }, {}, stranger.privateKey),
    ],
    ['a URL of keys (jku)', () => signed({ jku: 'http://127.0.0.1:1/keys' }, {}, stranger.privateKey)],
    ['a URL of certificates (x5u)', () => signed({ x5u: 'http://127.0.0.1:1/certs' }, {}, stranger.privateKey)],
    ['a critical extension that nobody knows', async () => headed({ ...good, crit: ['exp'] }, 'AAAA')],
    ['a good token without its signature', async () => (await signed()).replace(/[^.]+$/, '')],
    ['an unknown kid', () => signed({ kid: 'other' })],
    ['a kid that is a path', () => signed({ kid: '../../../dev/null' })],
    ['no kid', () => signed({ kid: undefined })],
    ['a typ that is not at+jwt', () => signed({ typ: 'JWT' })],
    ['no typ', () => signed({ typ: undefined })],
    ['a wrong issuer', () => signed({}, { iss: 'other' })],
    ['a wrong audience', () => signed({}, { aud: 'other' })],
    ['an expired token', () => signed({}, { exp: now - 1 })],
    ['a token without an end', () => signed({}, { exp: undefined })],
    ['nbf in the future', () => signed({}, { nbf: now + 60 })],
    ['a subject that is no user', () => signed({}, { sub: 'admin' })],
    ['an unknown role', () => signed({}, { role: 'root' })],
    [
      'a changed payload',
      async () => (await signed()).replace(/\..*\./, `.${Buffer.from('{}').toString('base64url')}.`),
    ],
  ])('%s', async (_, token) => expect(await identify(await token())).toBeUndefined());
});
