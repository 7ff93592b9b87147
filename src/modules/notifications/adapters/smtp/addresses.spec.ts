import { addressesIn } from './addresses.js';

it.each([
  ['', []],
  ['  ', []],
  ['ada@example.com', ['ada@example.com']],
  [' ada@example.com,bob@example.com ', ['ada@example.com', 'bob@example.com']],
  ['ada@example.com,Ada@example.com', ['ada@example.com']],
])('reads %j', (text, addresses) => {
  expect(addressesIn(text)).toEqual(addresses);
});

it.each([
  'ada',
  'ada@example.com,',
  'ada@example.com bob@example.com',
  'Ada <ada@example.com>',
  'ada@example.com\r\nBcc: eve@example.com',
  Array.from({ length: 11 }, (_, n) => `ada${n}@example.com`).join(),
])('does not take %j', (text) => {
  expect(addressesIn(text)).toBeUndefined();
});
