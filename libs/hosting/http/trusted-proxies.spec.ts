import { TrustedProxies } from './trusted-proxies.js';

it('is a list of addresses and ranges', () => {
  expect(TrustedProxies.parse('10.0.0.7, 10.1.0.0/16,fd00::/8,::1')).toEqual([
    '10.0.0.7',
    '10.1.0.0/16',
    'fd00::/8',
    '::1',
  ]);
});

it.each([
  'proxy.local',
  '10.0.0',
  '10.0.0.0/33',
  '10.0.0.0/0',
  '::/0',
  'fd00::/129',
  '10.0.0.7,',
  '10.0.0.0/8/8',
  'loopback',
  '1',
  'true',
])('%s trusts nobody, it is refused', (text) => expect(TrustedProxies.safeParse(text).success).toBe(false));
