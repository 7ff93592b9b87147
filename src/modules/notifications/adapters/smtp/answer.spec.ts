import { type Failure, refusalIn, undelivered } from './answer.js';

const addresses = ['bob@example.com', 'ada+shop@example.com'];
const says = (responseCode: number, command: string, words = ''): Failure => ({
  message: 'Message failed',
  code: 'EENVELOPE',
  command,
  responseCode,
  response: `${responseCode} ${words}`,
});
const refusal = (failure: Failure) => refusalIn(failure, addresses);
const why = (failure: Failure) => undelivered(failure, addresses).why;

it.each([
  says(550, 'RCPT TO', 'no such user'),
  says(501, 'RCPT TO', 'no such user'),
  says(552, 'DATA', 'no such user'),
  says(554, 'DATA', 'no such user'),
])('$responseCode at $command is for good', (failure) => {
  expect(refusal(failure)).toBe(`${failure.responseCode} no such user`);
});

it.each([
  says(421, 'RCPT TO'),
  says(503, 'RCPT TO'),
  says(530, 'RCPT TO'),
  says(550, 'MAIL FROM'),
  says(535, 'AUTH PLAIN'),
])('$responseCode at $command is about us, and no word about the e-mail', (failure) => {
  expect(refusal(failure)).toBeUndefined();
  expect(why(failure)).toBe('away');
});

it.each([says(450, 'RCPT TO'), says(451, 'DATA'), says(452, 'DATA')])(
  '$responseCode at $command is for later',
  (failure) => {
    expect(refusal(failure)).toBeUndefined();
    expect(why(failure)).toBe('later');
  },
);

it.each<[string, Failure]>([
  ['away', { message: 'connect ECONNREFUSED', code: 'ESOCKET', originalCode: 'ECONNREFUSED', syscall: 'connect' }],
  ['away', { message: 'getaddrinfo ENOTFOUND', code: 'EDNS', syscall: 'getaddrinfo' }],
  ['away', { message: 'Greeting never received', code: 'ETIMEDOUT', timeoutType: 'GREETING_TIMEOUT' }],
  ['away', { message: 'TLS is not offered', code: 'ETLS' }],
  ['away', { message: 'self-signed certificate', code: 'ESOCKET', originalCode: 'DEPTH_ZERO_SELF_SIGNED_CERT' }],
  ['silent', { message: 'Timeout', code: 'ETIMEDOUT', timeoutType: 'SOCKET_TIMEOUT' }],
  ['silent', { message: 'read ECONNRESET', code: 'ESOCKET', originalCode: 'ECONNRESET', syscall: 'read' }],
  ['silent', { message: 'Connection closed unexpectedly', code: 'ECONNECTION' }],
  ['silent', { message: 'The operation was aborted', code: 'EABORT' }],
])('the server is %s when %j', (expected, failure) => {
  expect(refusal(failure)).toBeUndefined();
  expect(why(failure)).toBe(expected);
});

it('tells the words of the server in one line of bounded length, and not to whom', () => {
  const words = `<Ada+Shop@Example.com>: who is\r\n ada+shop@example.com?\0 ${'x'.repeat(1_000)}`;
  expect(refusal(says(550, 'RCPT TO', words))).toMatch(/^550 <the recipient>: who is the recipient x+$/);
  expect(refusal(says(550, 'RCPT TO', words))).toHaveLength(300);
  expect(undelivered(says(451, 'DATA', words), addresses).message).not.toMatch(/ada/i);
});
