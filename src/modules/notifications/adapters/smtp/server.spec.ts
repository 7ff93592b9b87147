import { serverOf } from './server.js';

const plain = { host: 'mail.example.com', port: undefined, secure: false, requireTLS: false, auth: undefined };

it.each([
  ['smtp://mail.example.com', plain],
  ['smtp://mail.example.com:2525/', { ...plain, port: 2525 }],
  ['smtps://mail.example.com', { ...plain, secure: true }],
  ['smtp://[::1]:25', { ...plain, host: '::1', port: 25 }],
  ['smtps://ada%40x:p%3Aw@mail.example.com', { ...plain, secure: true, auth: { user: 'ada@x', pass: 'p:w' } }],
])('reads %s', (url, server) => {
  expect(serverOf(url)).toEqual(server);
});

it.each([
  ['smtp://ada:secret@mail.example.com', true],
  ['smtp://ada:secret@127.0.0.1.example.com', true],
  ['smtp://ada:secret@10.0.0.1', true],
  ['smtp://ada:secret@127.0.0.1', false],
  ['smtp://ada:secret@localhost:2525', false],
  ['smtp://ada:secret@[::1]', false],
])('%s sends a password over TLS only: %s', (url, requireTLS) => {
  expect(serverOf(url)).toMatchObject({ requireTLS });
});

it.each([
  'mail.example.com',
  'http://mail.example.com',
  'smtp://',
  'smtp:mail.example.com',
  'smtp://mail.example.com/path',
  'smtp://mail.example.com?tls.rejectUnauthorized=false',
  'smtp://mail.example.com#part',
  'smtp://%zz:secret@mail.example.com',
  'smtp://mail.example.com:99999',
])('does not take %s', (url) => {
  expect(serverOf(url)).toBeUndefined();
});
