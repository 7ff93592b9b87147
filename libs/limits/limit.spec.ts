import { limitSetting } from './limit.js';

it('is a number of requests in a time, and its own text', () => {
  const limit = limitSetting('10/15m').parse(undefined);
  expect(limit).toMatchObject({ quota: 10, seconds: 900 });
  expect(String(limit)).toBe('10/15m');
});

it.each(['', '10', '10/m', '0/1m', '10/0s', '-1/1m', '1e3/1m', '10/15 m', '10/1y', 'off'])('%j is none', (text) =>
  expect(limitSetting('10/15m').safeParse(text).success).toBe(false),
);
