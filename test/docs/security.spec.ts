import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../architecture/sources.js';

/** A test that docs/security.md names: `path/of/a.spec.ts › its name`. */
const NAMED = /`([^`]+\.(?:spec|fixtures)\.ts|test\/acceptance\/suites\/[\w-]+\.ts) › ([^`]+)`/g;
/** Why a statement has no test: what brings it, or the decision against it. */
const REASON = /\*\*Not (?:yet:\*\* .*\b(?:comes?|come) with \w|here:\*\* \w)/;

const text = readFileSync(join(ROOT, 'docs/security.md'), 'utf8');
const rows = text.split('\n').filter((line) => /^\| [A-CS]\d/.test(line));
const named = [...text.matchAll(NAMED)].map(([, file, name]) => ({ file: file!, name: name! }));

describe('docs/security.md', () => {
  it('has the 51 statements, in order', () => {
    const numbers = rows.flatMap((row) => /^\| S(\d+) /.exec(row)?.[1] ?? []);
    expect(numbers).toEqual(Array.from({ length: 51 }, (_, n) => String(n + 1)));
  });

  it('names a test in every row, or the reason why there is none', () => {
    expect(rows.length).toBeGreaterThan(90);
    expect(rows.filter((row) => !row.match(NAMED) && !REASON.test(row))).toEqual([]);
  });

  it.each(named)('$file › $name', ({ file, name }) => {
    const path = join(ROOT, file);
    if (!existsSync(path)) throw new Error(`docs/security.md names ${file}, which is not there.`);
    const source = readFileSync(path, 'utf8').replaceAll(/\\(['"`])/g, '$1');
    if (!source.includes(name)) throw new Error(`${file} has no test of this name: mend docs/security.md.`);
  });
});
