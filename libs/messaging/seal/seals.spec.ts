import { z } from 'zod';
import { Channels, keysFromSecret } from '#libs/keys';
import { channels } from '#test/channels';
import { command, Sealed } from '../contract/index.js';
import { noChannels, Seals } from './seals.js';

class Enter extends command('vault.enter.v1', {
  payload: z.object({
    name: z.string(),
    pin: Sealed(z.string()),
    owner: z.object({ code: Sealed(z.int()).optional() }),
  }),
}) {}
class Knock extends command('vault.knock.v1', { payload: z.object({ name: z.string() }) }) {}

const ID = 'an-id';
const guest = new Seals('guest', channels);
const vault = new Seals('vault', channels);
const enter = new Enter({ name: 'Ada', pin: 'geheim “🔑”', owner: { code: 7_777 } });
const bodyOf = (message = enter, receiver = 'vault') => guest.bodyOf(Enter.contract, message, ID, receiver);
const opened = (body: string, id = ID, sender = 'guest', by = vault) =>
  by.opened(Enter.contract, JSON.parse(body), id, sender);

describe('sealed fields', () => {
  it('stand in no body, and arrive', () => {
    const body = bodyOf();
    expect(body).not.toMatch(/geheim|7777/);
    expect(JSON.parse(body)).toMatchObject({ name: 'Ada', pin: expect.stringMatching(/^sealed\.1\./) });
    expect(opened(body)).toEqual({ ...enter });
  });

  it('are sealed differently each time: nobody sees that two are the same', () => {
    expect(bodyOf()).not.toBe(bodyOf());
  });

  it('that are not there stay away', () => {
    const plain = new Enter({ name: 'Ada', pin: '', owner: {} });
    expect(opened(bodyOf(plain))).toEqual({ ...plain });
  });

  const moved = (body: string): string => {
    const { pin, owner, ...rest } = JSON.parse(body) as { pin: string; owner: { code: string } };
    return JSON.stringify({ ...rest, pin: owner.code, owner: { code: pin } });
  };
  const changed = (body: string, at: number): string => {
    const fields = JSON.parse(body) as { pin: string };
    const bytes = Buffer.from(fields.pin.slice(9), 'base64url');
    bytes[at < 0 ? bytes.length + at : at]! ^= 1;
    return JSON.stringify({ ...fields, pin: `sealed.1.${bytes.toString('base64url')}` });
  };
  const withPin = (pin: unknown): string => JSON.stringify({ ...(JSON.parse(bodyOf()) as object), pin });
  const forgeries: [string, () => unknown][] = [
    ['in the clear', () => opened(JSON.stringify(enter))],
    ['of another message', () => opened(bodyOf(), 'another-id')],
    ['of another sender', () => opened(bodyOf(), ID, 'thief')],
    ['for another receiver', () => opened(bodyOf(enter, 'cellar'))],
    ['opened by another', () => opened(bodyOf(), ID, 'guest', new Seals('cellar', channels))],
    ['of another field', () => opened(moved(bodyOf()))],
    ['with another nonce', () => opened(changed(bodyOf(), 0))],
    ['with another text', () => opened(changed(bodyOf(), 12))],
    ['with another tag', () => opened(changed(bodyOf(), -1))],
    ['of nothing', () => opened(withPin('sealed.1.'))],
    ['too short', () => opened(withPin('sealed.1.AAAA'))],
    ['of another kind', () => opened(withPin({ sealed: true }))],
    ['without keys', () => opened(bodyOf(), ID, 'guest', new Seals('vault', noChannels))],
  ];
  it.each(forgeries)('%s: a coded error that tells nothing of it', (_, forgery) => {
    const error = (() => {
      try {
        return forgery();
      } catch (reason) {
        return reason;
      }
    })();
    expect(error).toMatchObject({
      code: 'message.not-opened',
      message: expect.stringMatching(/^vault\.enter\.v1: \//),
    });
    expect(JSON.stringify(error) + (error as Error).stack).not.toMatch(/geheim|7777/);
  });

  describe('while the secret is replaced', () => {
    const of = (context: string, ...secrets: [string, string?]) =>
      new Seals(context, new Channels(keysFromSecret(...secrets)));
    const sealedBy = (...secrets: [string, string?]) =>
      of('guest', ...secrets).bodyOf(Enter.contract, enter, ID, 'vault');

    it('are sealed with the one secret, and opened also when they were sealed with the other', () => {
      for (const body of [sealedBy('old'), sealedBy('new')])
        for (const vault of [of('vault', 'old', 'new'), of('vault', 'new', 'old')])
          expect(opened(body, ID, 'guest', vault)).toEqual({ ...enter });
      expect(opened(sealedBy('old', 'new'), ID, 'guest', of('vault', 'old'))).toEqual({ ...enter });
      expect(opened(sealedBy('new', 'old'), ID, 'guest', of('vault', 'new'))).toEqual({ ...enter });
    });

    it('are not opened when they were sealed with a third', () => {
      expect(() => opened(sealedBy('another'), ID, 'guest', of('vault', 'new', 'old'))).toThrow(
        'is not sealed by guest',
      );
    });
  });

  it('cost nothing where there are none', () => {
    const knock = new Knock({ name: 'Ada' });
    const data = {};
    expect(new Seals('guest', noChannels).bodyOf(Knock.contract, knock, ID, 'vault')).toBe('{"name":"Ada"}');
    expect(new Seals('vault', noChannels).opened(Knock.contract, data, ID, 'guest')).toBe(data);
  });
});
