import { levelOf, levelsIn, levelsText } from './levels.js';

it('a level holds for all, and those of parts by words of their names, the longest first', () => {
  const levels = levelsIn('warn, orders=info, outbox=error, orders outbox=debug');
  expect(
    ['users door', 'orders', 'orders door', 'users outbox', 'orders outbox', 'reorders door'].map((name) =>
      levelOf(levels, name),
    ),
  ).toEqual(['warn', 'info', 'info', 'error', 'debug', 'warn']);
  expect(levelsText(levels)).toBe('warn,orders=info,outbox=error,orders outbox=debug');
  expect(levelsIn(levelsText(levels))).toEqual(levels);
});

it('understands the words of Nest, and has info where none is said', () => {
  expect(levelsIn('log').general).toBe('info');
  expect(levelsIn('verbose').general).toBe('trace');
  expect(levelsText(levelsIn('http=warn'))).toBe('info,http=warn');
});

it('changes what was set before, and nothing else', () => {
  const changed = levelsIn('users audit=warn', levelsIn('error,http=debug,users audit=info'));
  expect(levelsText(changed)).toBe('error,http=debug,users audit=warn');
});

it.each(['loud', '', 'info,', 'orders=loud', '=info', 'orders=', 'a=b=info', 'a\nb=info', `${'x'.repeat(65)}=info`])(
  '%j is refused',
  (text) => expect(() => levelsIn(text)).toThrow(expect.objectContaining({ code: 'log-level.invalid' })),
);

it('has at most 32 parts, however they are set', () => {
  const many = (n: number) => Array.from({ length: n }, (_, i) => `part${i}=info`).join(',');
  const full = levelsIn(many(32));
  expect(() => levelsIn('one more=info', full)).toThrow('at most 32');
  expect(levelsIn('part3=warn', full).parts.size).toBe(32);
});
