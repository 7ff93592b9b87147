import { ConfigurationError } from '#libs/config';
import {
  ACCESS_TOKENS_KEY,
  channelKey,
  keysFromRing,
  keysFromSecret,
  MissingKey,
  passwordKey,
  ringOf,
  LOG_LEVELS_KEY,
  SECRET_ID_KEY,
} from '#libs/keys';
import { parsePlacement, splitPlacement } from '../placement/index.js';
import { contexts } from '../contexts.fixtures.js';
import { secretsOf } from './index.js';

const secret = 'thirty-two random characters or more';
const server = { CLEAVE_SECRET: secret, CLEAVE_DATABASE_URL: 'postgresql://admin:root@db:5432/postgres' };
const apart = splitPlacement(contexts, ['till']);

describe('what the process of the till is told', () => {
  const told = secretsOf(contexts, apart, 'till', server);
  const keys = keysFromRing(told.CLEAVE_KEYS!);

  it('is its keys and its databases, and neither the secret nor the way of an administrator', () => {
    expect(Object.keys(told)).toEqual(['CLEAVE_KEYS', 'CLEAVE_DATABASE_URL_TILL', 'CLEAVE_DATABASE_URL_BANK']);
    expect(new URL(told.CLEAVE_DATABASE_URL_TILL!)).toMatchObject({
      username: expect.stringMatching(/^cleave_till_[0-9a-f]{8}$/),
      pathname: '/cleave_till',
      host: 'db:5432',
    });
    expect(JSON.stringify(told)).not.toMatch(/thirty-two|admin|root/);
  });

  it('lets it speak for itself, and know who speaks to it: not one key more', () => {
    const own = [channelKey('till', 'shop'), channelKey('till', 'till')];
    const heard = ['shop', 'window', 'host'].map((speaker) => channelKey(speaker, 'till'));
    expect(told.CLEAVE_KEYS).toBe(ringOf(keysFromSecret(secret), [...own, ...heard, LOG_LEVELS_KEY, SECRET_ID_KEY]));
  });

  it.each([
    ["open another's database", passwordKey('cleave_shop')],
    ['sign an access token', ACCESS_TOKENS_KEY],
    ['speak for others', channelKey('window', 'shop')],
    ['appoint an operator', channelKey('host', 'shop')],
  ])('does not let it %s', (_, key) => expect(() => keys.of(key)).toThrow(MissingKey));
});

it('while the secret is replaced, a process is told both keys of each, and the login of the one that it makes with', () => {
  const both = { ...server, CLEAVE_ACCEPTED_SECRET: 'the next secret, of 32 characters or more' };
  const told = secretsOf(contexts, apart, 'till', both);
  const [made, accepted] = keysFromRing(told.CLEAVE_KEYS!).allOf(channelKey('till', 'shop'));
  expect(made).toEqual(keysFromSecret(secret).of(channelKey('till', 'shop')));
  expect(accepted).toEqual(keysFromSecret(both.CLEAVE_ACCEPTED_SECRET).of(channelKey('till', 'shop')));
  const alone = secretsOf(contexts, apart, 'till', server);
  expect(told.CLEAVE_DATABASE_URL_TILL).toBe(alone.CLEAVE_DATABASE_URL_TILL);
});

it('the process with the door signs tokens, and speaks as host', () => {
  const keys = keysFromRing(secretsOf(contexts, apart, 'rest', server).CLEAVE_KEYS!);
  for (const key of [ACCESS_TOKENS_KEY, channelKey('host', 'shop'), channelKey('window', 'till')])
    expect(keys.of(key)).toHaveLength(32);
});

it('a database that the placement or the environment names is not derived', () => {
  const file = 'processes: { all: { contexts: [window, shop, till] } }\ndatabases: { shop: { url: "${SHOP_URL}" } }';
  const placement = parsePlacement(file, 'one.yaml', contexts);
  const given = { ...server, SHOP_URL: 'postgresql://s@db/s', CLEAVE_DATABASE_URL_TILL: 'postgresql://t@db/t' };
  expect(secretsOf(contexts, placement, undefined, given)).toMatchObject({
    SHOP_URL: 'postgresql://s@db/s',
    CLEAVE_DATABASE_URL_TILL: 'postgresql://t@db/t',
    CLEAVE_DATABASE_URL_BANK: expect.stringContaining('cleave_bank'),
  });
});

it.each([
  [{}, /CLEAVE_SECRET: is required/],
  [{ CLEAVE_SECRET: secret }, /CLEAVE_DATABASE_URL: is required/],
])('of %j it says what is missing', (env, sentence) => {
  expect(() => secretsOf(contexts, apart, 'till', env)).toThrow(ConfigurationError);
  expect(() => secretsOf(contexts, apart, 'till', env)).toThrow(sentence);
});
