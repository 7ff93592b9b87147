import { Channels, channelKey, keysFromRing, keysFromSecret, MissingKey, only, ringOf, RingError } from './index.js';

const all = keysFromSecret('the secret of an installation');

it('every name has a key of its own, the same everywhere, another under another secret', () => {
  expect(all.of('a')).toEqual(keysFromSecret('the secret of an installation').of('a'));
  const keys = [all.of('a'), all.of('b'), keysFromSecret('another secret').of('a')].map((key) => key.toString('hex'));
  expect(new Set(keys).size).toBe(3);
  expect(all.of('a')).toHaveLength(32);
});

it('a ring holds the keys that were put on it, and no others', () => {
  const ring = ringOf(all, ['b', channelKey('orders', 'payments'), 'b']);
  expect(ring).toMatch(/^1\.[\w-]+$/);
  const keys = keysFromRing(ring);
  expect(keys.of('b')).toEqual(all.of('b'));
  expect(keys.of('channel orders payments')).toEqual(all.of('channel orders payments'));
  expect(() => keys.of('access tokens')).toThrow(MissingKey);
  expect(() => keys.of('access tokens')).toThrow(/"access tokens".*cleave secrets derive PROCESS/);
});

describe('while the secret is replaced', () => {
  const next = keysFromSecret('the next secret of the installation');
  const both = keysFromSecret('the next secret of the installation', 'the secret of an installation');

  it('keys are made with the one and accepted of both, also by way of a ring', () => {
    expect(all.allOf('a')).toEqual([all.of('a')]);
    for (const keys of [both, keysFromRing(ringOf(both, ['a'])), only(both, ['a'])]) {
      expect(keys.of('a')).toEqual(next.of('a'));
      expect(keys.allOf('a')).toEqual([next.of('a'), all.of('a')]);
    }
  });

  it('a channel accepts both, each for its use', () => {
    const channels = new Channels(both);
    const proofs = channels.keysOf('a', 'b', 'proof');
    const alone = [next, all].map((keys) => new Channels(keys).keyOf('a', 'b', 'proof'));
    expect(proofs.map((key) => key.export())).toEqual(alone.map((key) => key.export()));
    expect(channels.keyOf('a', 'b', 'proof')).toBe(proofs[0]);
  });
});

it('a few keys of many are those alone', () => {
  const few = only(all, ['a']);
  expect(few.of('a')).toEqual(all.of('a'));
  expect(() => few.of('b')).toThrow(MissingKey);
  expect(() => only(few, ['b'])).toThrow(MissingKey);
});

const written = (value: unknown): string => `1.${Buffer.from(JSON.stringify(value)).toString('base64url')}`;
it.each([
  '',
  'x',
  '1.',
  '2.e30',
  '1.!!!',
  written([]),
  written(null),
  written({ a: 'AAAA' }),
  written({ a: 7 }),
  written({ a: [] }),
])('the ring %j is told to be none, without a word of it', (text) => {
  expect(() => keysFromRing(text)).toThrow(RingError);
  expect(() => keysFromRing(text)).toThrow('it is not what "cleave secrets derive PROCESS" prints');
});

it('a channel has one key for each direction and use', () => {
  const channels = new Channels(all);
  const of = (from: string, to: string, use: 'proof' | 'seal') =>
    channels.keyOf(from, to, use).export().toString('hex');
  const keys = [of('a', 'b', 'proof'), of('a', 'b', 'seal'), of('b', 'a', 'proof'), of('a', 'a', 'proof')];
  expect(new Set(keys).size).toBe(4);
  expect(new Channels(all).keyOf('a', 'b', 'proof')).toEqual(channels.keyOf('a', 'b', 'proof'));
  expect(() => new Channels(only(all, [channelKey('a', 'b')])).keyOf('b', 'a', 'proof')).toThrow(MissingKey);
});
