import { senderOf } from './sender.js';

it.each([
  ['orders@example.com', { name: '', address: 'orders@example.com' }],
  ['<orders@example.com>', { name: '', address: 'orders@example.com' }],
  ['Cleave <orders@example.com>', { name: 'Cleave', address: 'orders@example.com' }],
  ['  Čapek & syn, s.r.o. <Orders@Example.com> ', { name: 'Čapek & syn, s.r.o.', address: 'orders@example.com' }],
])('reads %s', (text, sender) => {
  expect(senderOf(text)).toEqual(sender);
});

it.each([
  '',
  'Cleave',
  'Cleave <>',
  'Cleave <orders>',
  'Cleave <orders@example.com> more',
  'Cleave <a@example.com> <b@example.com>',
  'Cleave\r\nBcc: x <orders@example.com>',
  'Cleave <orders@example.com\r\nBcc: eve@example.com>',
  'Cleave\u202e <orders@example.com>',
])('does not take %j', (text) => {
  expect(senderOf(text)).toBeUndefined();
});
