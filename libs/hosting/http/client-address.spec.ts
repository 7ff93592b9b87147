import { clientAddress } from './client-address.js';

const counted = (ip: string | undefined, remoteAddress?: string): string =>
  clientAddress({ ip, socket: { remoteAddress } } as Parameters<typeof clientAddress>[0]);

describe('a client is counted by', () => {
  it.each([
    ['its IPv4 address', '10.0.0.7', '10.0.0.7'],
    ['the same when it came as an IPv6 one', '::ffff:10.0.0.7', '10.0.0.7'],
    ['and in any other spelling of that', '0:0:0:0:0:FFFF:0a00:0007', '10.0.0.7'],
    ['the /64 of its IPv6 address', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['the same for each address in it', '2001:DB8:1:0002::1', '2001:db8:1:2::/64'],
    ['the /64 without its interface', 'fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['the /64 wherever its zeros are left out', '1::2:3:4:5:6:7', '1:0:2:3::/64'],
    ['the /64 without zeros to leave out', '0001:2:3:4::', '1:2:3:4::/64'],
    ['the /64 of one that only looks mapped', '2001:db8:ffff:2::7', '2001:db8:ffff:2::/64'],
    ['one for the whole loopback', '::1', '0:0:0:0::/64'],
  ])('%s: %s', (_, ip, key) => expect(counted(ip)).toBe(key));

  it.each(['', 'unknown', '1', '0x7f.1', '010.0.0.7', '10.0.0.7:4711', '_hidden', '10.0.0.7\n'])(
    'that of the proxy, where the proxy wrote what is no address: %j',
    (ip) => expect(counted(ip, '::ffff:192.0.2.1')).toBe('192.0.2.1'),
  );

  it('one name for all whose connection has gone meanwhile', () => expect(counted(undefined)).toBe('unknown'));
});
