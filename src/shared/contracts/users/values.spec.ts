import { RegisterUser, Authenticate } from './commands.js';
import { Email } from './values.js';

const email = (raw: string) => Email.safeParse(raw);
const ada = { email: 'ada@example.com', password: 'correct horse', name: 'Ada' };
const registers = (change: object) => RegisterUser.contract.payload.safeParse({ ...ada, ...change });

describe('an e-mail address', () => {
  it.each([
    ['any case', ' Ada@Example.COM ', 'ada@example.com'],
    ['a tag and dots', 'ada.b+shop@mail.example.co.uk', 'ada.b+shop@mail.example.co.uk'],
    ['a domain in its ASCII form', 'kim@xn--mnchen-3ya.example', 'kim@xn--mnchen-3ya.example'],
    ['an apostrophe', "o'brien@example.com", "o'brien@example.com"],
  ])('is taken: %s', (_, raw, taken) => {
    expect(email(raw).data).toBe(taken);
    expect(email(taken).data).toBe(taken);
  });

  // What JavaScript lowers, folds or trims into ASCII would let two spellings meet in one account.
  it.each([
    ['a KELVIN SIGN, which is lowered to k', '\u212Aim@example.com'],
    ['a KELVIN SIGN in the domain', 'kim@boo\u212A.example.com'],
    ['a dotted capital I, which is lowered to i and a mark', '\u0130an@example.com'],
    ['a dotless i', '\u0131an@example.com'],
    ['a long s', 'jame\u017F@example.com'],
    ['a ligature', '\uFB01nn@example.com'],
    ['fullwidth letters', '\uFF41da@example.com'],
    ['a fullwidth @', 'ada\uFF20example.com'],
    ['an ideographic full stop', 'ada@example\u3002com'],
    ['a Cyrillic letter', '\u0430da@example.com'],
    ['an umlaut, composed', 'jürgen@example.com'],
    ['an umlaut, decomposed', 'ju\u0308rgen@example.com'],
    ['a domain that is not in its ASCII form', 'kim@münchen.example'],
    ['a trailing dot', 'ada@example.com.'],
    ['a trailing dot and a blank', 'ada@example.com. '],
    ['two dots', 'a..b@example.com'],
    ['a leading dot', '.ada@example.com'],
    ['a soft hyphen', 'ad\u00ADa@example.com'],
    ['a zero-width space at the end', 'ada@example.com\u200B'],
    ['a byte order mark, which trim() removes', '\uFEFFada@example.com'],
    ['a no-break space, which trim() removes', 'ada@example.com\u00A0'],
    ['a line break, which trim() removes', 'ada@example.com\r\n'],
    ['a line separator, which trim() removes', 'ada@example.com\u2028'],
    ['another recipient', 'ada@example.com\r\nBcc: eve@example.com'],
    ['NUL', 'ada@example.com\u0000'],
    ['a quoted local part', '"ada b"@example.com'],
    ['a comment', 'ada(b)@example.com'],
    ['two addresses', 'ada@example.com,eve@example.com'],
    ['255 characters', `${'a'.repeat(243)}@example.com`],
  ])('is refused with %s', (_, raw) => {
    expect(email(raw).success).toBe(false);
  });
});

describe('an account', () => {
  it.each([
    ['of nothing but zero-width characters', '\u200B\u200C\u200D'],
    ['of HANGUL FILLER', '\u3164\u3164'],
    ['with a direction override', 'Ada\u202Eecalevol'],
    ['with a line separator', 'Ada\u2028Lovelace'],
    ['with a tag', 'Ada\u{E0041}'],
    ['with a noncharacter', 'Ada\uFFFE'],
  ])('is not registered under a name %s', (_, name) => {
    expect(registers({ name }).error?.issues).toMatchObject([{ path: ['name'] }]);
  });

  it('is registered under the composed form of its name', () => {
    expect(registers({ name: ' Nguyễn '.normalize('NFD') }).data).toMatchObject({ name: 'Nguyễn'.normalize('NFC') });
  });

  it('has no password with half a surrogate pair, and is not opened with one', () => {
    const password = 'correct \uD83D horse';
    expect(registers({ password }).success).toBe(false);
    expect(Authenticate.contract.payload.safeParse({ email: ada.email, password }).success).toBe(false);
  });
});
