interface Sentences {
  readonly Failure: new (message: string) => Error;
  sentenceOf(error: unknown): string;
  sentenceOfNpm(code: number, errors: string): string;
  sentenceOfCompiler(output: string): string;
}

const script = '../../scripts/lib/failure.mjs'; // a script has no types
const { Failure, sentenceOf, sentenceOfCompiler, sentenceOfNpm } = (await import(script)) as Sentences;

describe('what a start says that cannot install or build', () => {
  const npm = (line: string) =>
    `npm error code E\nnpm error syscall connect\nnpm error ${line}\nnpm error a complete log is in /root`;
  const readOnly =
    "libs/a.ts:1:1 - error TS5033: Could not write file '/clone/dist/a.js': EROFS: read-only file system, open '/clone/dist/a.js'.";

  it.each([
    [
      'without a network',
      sentenceOfNpm(1, npm('request to https://host failed, reason: getaddrinfo ENOTFOUND host')),
      /does not reach its registry \(ENOTFOUND\)/,
    ],
    [
      'without permission to install',
      sentenceOfNpm(243, npm("EACCES: permission denied, mkdir '/clone/node_modules'")),
      /node_modules cannot be written: permission denied/,
    ],
    [
      'on a read-only folder',
      sentenceOfCompiler(Array(500).fill(readOnly).join('\n')),
      /^dist\/ cannot be written: the file system is read-only\.$/,
    ],
  ])('%s, in one sentence', (_, sentence, meaning) => {
    expect(sentence).toMatch(meaning);
    expect(sentence).not.toMatch(/\n|npm error|TS5033/);
  });

  it('a file that cannot be written is named', () => {
    const error = Object.assign(new Error('EROFS: read-only file system'), { code: 'EROFS', path: '/clone/.cleave' });
    expect(sentenceOf(error)).toBe('cleave: /clone/.cleave cannot be written: the file system is read-only.');
    expect(sentenceOf(new Failure('A sentence.'))).toBe('cleave: A sentence.');
  });

  it('says all of what it does not know', () => {
    expect(sentenceOfNpm(1, 'npm error something else')).toContain('something else');
    expect(sentenceOfCompiler('a.ts(1,1): error TS2322: no')).toContain('TS2322');
  });
});
