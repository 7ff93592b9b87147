import { z } from 'zod';
import { command, ContextServer, type ContractClass, Directory, event, type Reactions, silent } from '#libs/messaging';
import { checkServed, type UnservedError } from './check-served.js';

const payload = z.object({});
class Sell extends command('shop.sell.v1', { payload }) {}
class Sold extends event('shop.sold.v1', { payload }) {}
class HandOut extends command('store.hand-out.v1', { payload }) {}
class HandedOut extends event('store.handed-out.v1', { payload }) {}

const contracts = { Sell, Sold, SomethingElse: z.string() };
const load = () => Promise.reject(new Error('nothing is loaded'));

/** The problems of a shop with these doors, which sells and subscribes to what the store hands out. */
function problemsOf(
  doors: readonly ContractClass[],
  behind: readonly string[] = [],
  common: readonly ContractClass[] = [],
): readonly string[] {
  const server = new ContextServer('shop', silent);
  for (const type of doors) server.addHandler(type.contract.name, () => Promise.resolve(), false, { type } as object);
  const reactions = { problems: () => behind } as unknown as Reactions;
  const entries = { shop: { contracts, subscribes: [HandedOut], load } };
  try {
    checkServed(entries, new Directory({ shop: [HandedOut] }), [{ context: 'shop', server, reactions }], common);
    return [];
  } catch (error) {
    return (error as UnservedError).problems;
  }
}

describe('checkServed', () => {
  it('lets contexts start that serve all they declare', () => {
    expect(problemsOf([Sell, HandedOut])).toEqual([]);
  });

  it.each([
    [
      'a command without a door',
      [HandedOut],
      'shop does not serve shop.sell.v1 (libs/hosting/check-served.spec.ts:6): write @Accepts(Sell) in its message controller',
    ],
    [
      'a subscription that is not heard',
      [Sell],
      'shop subscribes to store.handed-out.v1 (libs/hosting/check-served.spec.ts:9) and does not hear it: write @Hears(HandedOut) in its message controller',
    ],
    [
      'an event heard without a subscription',
      [Sell, HandedOut, Sold],
      'shop hears shop.sold.v1 (libs/hosting/check-served.spec.ts:7) and does not subscribe to it: add it to its subscribes.ts',
    ],
    [
      "a door for another's command",
      [Sell, HandedOut, HandOut],
      'shop serves store.hand-out.v1 (libs/hosting/check-served.spec.ts:8), which is not among its contracts: export it in their index.ts',
    ],
  ])('refuses %s', (_, doors, problem) => {
    expect(problemsOf(doors)).toEqual([problem]);
  });

  it('refuses a context that does not serve what every context serves', () => {
    expect(problemsOf([Sell, HandedOut, HandOut], [], [HandOut])).toEqual([]);
    expect(problemsOf([Sell, HandedOut], [], [HandOut])).toEqual([
      'shop does not serve store.hand-out.v1 (libs/hosting/check-served.spec.ts:8): write @Accepts(HandOut) in its message controller',
    ]);
  });

  it('tells every problem at once, those behind the door too', () => {
    expect(problemsOf([Sold], ['nothing reacts to shop.sell.v1'])).toHaveLength(4);
  });
});
