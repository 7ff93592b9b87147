import { z } from 'zod';
import { command, event } from '../contract/index.js';
import { Directory } from '../directory.js';
import { newId } from '../ids.js';
import { Item } from '../inbox/item.js';
import { noChannels, Seals } from '../seal/seals.js';
import { scopeOfMessage } from '../scope.js';
import { Outgoings } from './outgoing.js';

const payload = z.object({});
class Reminded extends event('shop.reminded.v1', { payload }) {}
class Deliver extends command('store.deliver.v1', { payload, from: ['till'] }) {}

const message = { id: newId(), type: 'shop.sell.v1', key: '', body: '{}', headers: '{}', sends: 1 };
const item = new Item(scopeOfMessage(message, {} as never), {}, [], () => ({}));
/** What a shop writes that sends these messages to itself. */
const shop = (...messages: string[]) =>
  new Outgoings('shop', new Directory({ shop: [], store: [] }), new Set(messages), new Seals('shop', noChannels));
const later = [{ id: newId(), message: new Reminded({}), afterMs: 60_000 }];

describe('what a decision sends and nobody would take is refused when it is decided', () => {
  it('a message to oneself that is not in `messages`', () => {
    expect(shop('shop.reminded.v1').rowsOf({ later }, item, '{}')).toMatchObject([{ receiver: 'shop' }]);
    expect(() => shop().rowsOf({ later }, item, '{}')).toThrow(
      /^shop\.reminded\.v1 \(\S+outgoing\.spec\.ts:11\) is sent later: add it to `messages` of shop's module$/,
    );
  });

  it('a message whose contract does not name the context in `from`', () => {
    expect(() => shop().rowsOf({ send: [new Deliver({})] }, item, '{}')).toThrow(
      /^shop may not send store\.deliver\.v1: add 'shop' to its `from` \(\S+outgoing\.spec\.ts:12\)$/,
    );
  });
});
