import { idempotencyKey } from './idempotency-key.js';

describe('Idempotency-Key', () => {
  it.each([
    ['8e03978e-40d5-43dd-bc93-6894a57f9324', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
    ['"8e03978e-40d5-43dd-bc93-6894a57f9324"', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
    ['k', 'k'],
    ['"with a space"', 'with a space'],
    ['"a \\"quoted\\" \\\\ key"', 'a "quoted" \\ key'],
    ['x'.repeat(255), 'x'.repeat(255)],
  ])('reads %s', (header, key) => expect(idempotencyKey(header)).toBe(key));

  it.each([
    ['empty', ''],
    ['an empty string', '""'],
    ['too long', 'x'.repeat(256)],
    ['two headers', 'one, two'],
    ['a space in a bare key', 'one two'],
    ['an open string', '"open'],
    ['something after the string', '"key";a=1'],
    ['a bad escape', '"\\n"'],
    ['no ASCII', 'schlüssel'],
    ['a control character', 'a\u0007b'],
  ])('refuses what is %s', (_, header) =>
    expect(() => idempotencyKey(header)).toThrow(
      expect.objectContaining({ status: 400, code: 'idempotency.key-malformed' }),
    ),
  );
});
