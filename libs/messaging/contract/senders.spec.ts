import { z } from 'zod';
import { Bus } from '../bus/bus.js';
import { command } from './index.js';

const payload = z.object({});
class Sell extends command('shop.sell.v1', { payload, from: ['till', 'host'] }) {}
class Greet extends command('shop.greet.v1', { payload }) {}

const carrier = { request: () => Promise.resolve({ body: 'null' }), deliver: () => Promise.resolve([]) };
const bus = <Name extends string>(name: Name) => new Bus(name, () => carrier, 1_000);

describe('a contract that names its senders', () => {
  it('is sent by them, and one that names none by anybody', async () => {
    await bus('till').request(new Sell({}));
    await bus('gateway').request(new Greet({}));
  });

  it('does not compile where another context sends it, and names what to add where', async () => {
    // @ts-expect-error the gateway is missing in `from`
    await expect(bus('gateway').request(new Sell({}))).rejects.toThrow(
      /^gateway may not send shop\.sell\.v1: add 'gateway' to its `from` \(\S+senders\.spec\.ts:6\)$/,
    );
  });
});
