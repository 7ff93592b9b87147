import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { known, WHOLE } from './known.fixtures.js';
import { readPlacement } from './read-placement.js';

describe('readPlacement', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cleave-placement-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const written = (text: string): string => {
    const path = join(folder, 'x.yaml');
    writeFileSync(path, text);
    return path;
  };

  it('reads a file, and calls it as it was given', () => {
    const path = written(WHOLE);
    expect(readPlacement(path, known).file).toBe(path);
    expect(readPlacement(path, known, {}, 'x.yaml').file).toBe('x.yaml');
  });

  it.each([
    ['a file that is not there', () => join(folder, 'y.yaml'), 'there is no such file'],
    ['a folder', () => folder, 'cannot be read: EISDIR'],
    ['a file of more than 64 KB', () => written(WHOLE + '#'.repeat(65_536)), 'is larger than 64 KB'],
    ['a device without end', () => '/dev/zero', 'is larger than 64 KB'],
  ])('refuses %s', (_, path, reason) => {
    expect(() => readPlacement(path(), known)).toThrow(reason);
  });
});
