import { transportText } from './brokers.js';

const before = process.env.REDIS_URL;
afterEach(() => {
  if (before === undefined) delete process.env.REDIS_URL;
  else process.env.REDIS_URL = before;
});

it('the banner names the transport and its server, without a password', () => {
  process.env.REDIS_URL = 'redis://me:hunter2@cache:6380/0';
  expect(transportText('tcp', {})).toBe('tcp');
  expect(transportText('redis', {})).toBe('redis at cache:6380');
  expect(transportText('redis', { REDIS_URL: 'redis://:x@127.0.0.1:7001' })).toBe(
    'redis at 127.0.0.1:7001, started by Cleave',
  );
  delete process.env.REDIS_URL;
  expect(transportText('redis', {})).toBe('redis at what REDIS_URL_FILE names');
});
