import type { Redis } from 'ioredis';
import { checkRequirements } from './requirements.js';

const check = (version: string, policy = 'noeviction') =>
  checkRequirements(
    { info: (() => Promise.resolve(`redis_version:${version}\r\nmaxmemory_policy:${policy}\r\n`)) as Redis['info'] },
    'broker:6379',
  );

it.each(['6.2.0', '7.0.15', '8.2.1', '10.0.0'])('takes Redis %s', (version) => check(version));

it.each(['5.0.14', '6.0.16', ''])('refuses Redis %j', async (version) => {
  await expect(check(version)).rejects.toMatchObject({ code: 'redis.too-old' });
});

it('refuses one that evicts', async () => {
  await expect(check('7.2.4', 'volatile-ttl')).rejects.toMatchObject({ code: 'redis.evicts' });
});
