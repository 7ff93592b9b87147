import { CORPUS, HARMLESS } from './corpus.fixtures.js';
import { LineLogger } from './line-logger.js';
import { recordLine } from './record.js';
import { redacted } from './redact.js';

const FORMATS = ['text', 'json'] as const;
const circular: Record<string, unknown> = {};
circular['self'] = circular;

/** Every way in which a line can be made. */
const WAYS: Readonly<Record<string, (log: LineLogger, text: string) => void>> = {
  text: (log, text) => log.warn(text, 'orders door'),
  'text of a part that has no name': (log, text) => log.log(text),
  'error that was thrown': (log, text) => log.error(new Error(text), 'orders door'),
  'error beside a text': (log, text) => log.error('it fails', new Error(text), 'orders door'),
  stack: (log, text) => log.error('it fails', new Error(text).stack, 'orders door'),
  'detail of an error of PostgreSQL': (log, text) =>
    log.error(Object.assign(new Error('no'), { code: '23514', statement: text, constraint: text }), 'orders door'),
  object: (log, text) => log.warn({ deep: { list: [{ said: text }] } }, 'orders door'),
  field: (log, text) => log.warn('it fails', { reason: text }, 'orders door'),
  'field that is an object': (log, text) => log.warn('it fails', { reason: { said: [text] } }, 'orders door'),
  'field that is an error': (log, text) => log.warn('it fails', { reason: new Error(text) }, 'orders door'),
  'name of a part': (log, text) => log.fatal('it fails', text.slice(0, 64)),
};

function linesOf(format: 'text' | 'json', write: (log: LineLogger) => void, current = {}): string[] {
  const lines: string[] = [];
  write(new LineLogger({ format, to: { write: (line) => void lines.push(line) }, current: () => current }));
  return lines;
}

describe.each(Object.entries(WAYS))('as %s', (_, way) => {
  it.each(CORPUS)('%j stands in no line', (text, secret) => {
    for (const format of FORMATS) {
      const lines = linesOf(format, (log) => way(log, text));
      expect(lines).toHaveLength(1);
      expect(lines[0]).not.toContain(secret);
      expect(lines[0]).toMatch(/^[^\p{Cc}\p{Cf}\u2028\u2029]+\n$/u);
    }
  });
});

it.each(CORPUS)(
  '%j stands in no record that is made without a logger, and in none of the current fields',
  (text, secret) => {
    expect(recordLine('info', text, { said: text })).not.toContain(secret);
    for (const format of FORMATS)
      expect(linesOf(format, (log) => log.log('x'), { said: text })[0]).not.toContain(secret);
  },
);

it.each([
  'password',
  'newPassword',
  'accessToken',
  'Cookie',
  'authorization',
  'apiKey',
  'client_secret',
  'cvc',
  'cardNumber',
  'body',
  'html',
])('a field %s is not written, however deep it lies, whatever it is', (name) => {
  for (const value of ['Lovelace', ['Lovelace'], { of: { Ada: 'Lovelace' } }])
    for (const fields of [{ [name]: value }, { sent: { mails: [{ [name]: value }] } }])
      for (const format of FORMATS) {
        expect(linesOf(format, (log) => log.warn('it fails', fields, 'mailer'))[0]).not.toContain('Lovelace');
        expect(linesOf(format, (log) => log.warn(fields, 'mailer'))[0]).not.toContain('Lovelace');
      }
});

it.each(HARMLESS)('%j stays', (text) => expect(redacted(text)).toBe(text));

it('says what was there', () => {
  expect(redacted('Bearer eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl!')).toBe('Bearer [token]!');
  expect(redacted('paid by 4242 4242 4242 4242, password=x, mail to ada@example.com')).toBe(
    'paid by [card], password=[secret], mail to a…@example.com',
  );
});

it('writes an object that refers to itself', () => {
  expect(linesOf('json', (log) => log.warn(circular, 'x'))[0]).toContain('refers to itself');
});

it('takes no longer for hostile texts', () => {
  const hostile = [
    'a'.repeat(4_000),
    'a@'.repeat(2_000),
    '4 '.repeat(2_000),
    'x: y\n'.repeat(800),
    '"'.repeat(4_000),
    'password'.repeat(500),
    '://'.repeat(1_300),
  ];
  const begun = performance.now();
  for (const text of hostile) for (let n = 0; n < 20; n++) redacted(text);
  expect((performance.now() - begun) / (hostile.length * 20)).toBeLessThan(5);
});
