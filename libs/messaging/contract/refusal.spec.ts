import { z } from 'zod';
import { command, refuse } from './index.js';

const payload = z.object({});
class Sell extends command('shop.sell.v1', { payload, errors: { 'shop.closed': 'conflict' } }) {}
class Greet extends command('shop.greet.v1', { payload }) {}

describe('a refusal', () => {
  it('has the kind that the contract declares for its code', () => {
    expect(refuse(Sell, 'shop.closed', { until: 9 })).toMatchObject({ kind: 'conflict', details: { until: 9 } });
  });

  it('with a code that the contract does not declare does not compile, and names what to add where', () => {
    // @ts-expect-error the contract declares another code
    expect(() => refuse(Sell, 'shop.clsoed')).toThrow(
      /^shop\.sell\.v1 declares no error "shop\.clsoed": add it to its `errors` \(\S+refusal\.spec\.ts:5\)$/,
    );
    // @ts-expect-error the contract declares none at all
    expect(() => refuse(Greet, 'shop.closed')).toThrow('shop.greet.v1 declares no error "shop.closed"');
  });
});
