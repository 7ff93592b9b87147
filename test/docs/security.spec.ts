import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../architecture/sources.js';

/** A cell of docs/security.md that names a test: `path/of/a.spec.ts › its name`. */
const NAMED = /`([^`]+\.(?:spec|fixtures)\.ts) › ([^`]+)`/g;

const text = readFileSync(join(ROOT, 'docs/security.md'), 'utf8');
const rows = text.split('\n').filter((line) => /^\| [A-C]?\d/.test(line));
const named = [...text.matchAll(NAMED)].map(([, file, name]) => ({ file: file!, name: name! }));

describe('docs/security.md', () => {
  it('names a test in every row', () => {
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.filter((row) => !row.match(NAMED))).toEqual([]);
  });

  it.each(named)('$file › $name', ({ file, name }) => {
    const path = join(ROOT, file);
    if (!existsSync(path)) throw new Error(`docs/security.md names ${file}, which is not there.`);
    const source = readFileSync(path, 'utf8').replaceAll(/\\(['"`])/g, '$1');
    if (!source.includes(name)) throw new Error(`${file} has no test of this name: mend docs/security.md.`);
  });
});
