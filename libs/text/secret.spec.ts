import { problemOfSecret, secretOf } from './secret.js';

const problem = (raw: string) => problemOfSecret(raw, 8, 128);

describe('a password', () => {
  it('is one and the same, composed or decomposed', () => {
    const typed = 'Ünïcödé ŝécrèt';
    expect(typed.normalize('NFD')).not.toBe(typed);
    expect(secretOf(typed.normalize('NFD'))).toBe(secretOf(typed));
  });

  it('has one kind of space', () => {
    expect(secretOf('correct\u00A0horse\u3000staple')).toBe('correct horse staple');
  });

  it('keeps its case, its blanks at the ends, and its compatibility characters', () => {
    expect(secretOf(' Straße\uFF21ﬁ ')).toBe(' Straße\uFF21ﬁ ');
  });

  it.each(['pass\uD800word', '\uDFFFpassword', 'password\uD83D'])(
    'with half a surrogate pair is refused: %j',
    (raw) => {
      expect(problem(raw)).toMatch(/surrogate/);
    },
  );

  it.each([
    ['eight characters beyond the basic plane', '𠀋'.repeat(8), undefined],
    ['four characters beyond it, which are eight units', '𠀋'.repeat(4), 'at least 8 characters'],
    ['four letters that are eight when decomposed', 'é'.repeat(4).normalize('NFD'), 'at least 8 characters'],
    ['128 characters beyond the basic plane', '𠀋'.repeat(128), undefined],
    ['128 letters, decomposed', 'ế'.repeat(128).normalize('NFD'), undefined],
    ['129 letters', 'x'.repeat(129), 'at most 128 characters'],
    ['very much', '\u0301\u0316'.repeat(50_000), 'at most 128 characters'],
  ])('counts code points of its one form: %s', (_, raw, expected) => {
    expect(problem(raw)).toBe(expected);
  });

  it('may hold NUL and any other character', () => {
    expect(problem('a\u0000b\u202Ec\uFFFE\u200B')).toBe('at least 8 characters');
    expect(problem('pass\u0000word\u202E\uFFFE')).toBeUndefined();
  });
});
