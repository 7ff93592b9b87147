import { addressOf, isAddress } from './address.js';

it.each([
  ['127.0.0.1:8500', false, 'http://127.0.0.1:8500', ''],
  ['consul.example', false, 'http://consul.example', ''],
  ['[::1]:8500', false, 'http://[::1]:8500', ''],
  ['http://consul.example:8500/', false, 'http://consul.example:8500', ''],
  ['https://consul.example/behind/a/proxy/', false, 'https://consul.example', '/behind/a/proxy'],
  ['127.0.0.1:8501', true, 'https://127.0.0.1:8501', ''],
  ['http://127.0.0.1:8501', true, 'https://127.0.0.1:8501', ''],
])('CONSUL_HTTP_ADDR=%s with CONSUL_HTTP_SSL=%s is %s%s', (text, isSsl, origin, path) => {
  expect(addressOf(text, isSsl)).toMatchObject({ origin, path });
});

it('takes a socket', () => {
  expect(addressOf('unix:///run/consul.sock', false)).toMatchObject({ socketPath: '/run/consul.sock', path: '' });
});

it.each([
  '',
  'unix://',
  'unix://relative',
  'ftp://consul.example',
  'http://user:secret@consul.example',
  'http://',
  'a b',
  'localhost:port',
  'http://consul.example/?token=secret',
])('refuses %s', (text) => {
  expect(isAddress(text)).toBe(false);
});
