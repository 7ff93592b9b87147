import { existsSync, readFileSync } from 'node:fs';
import { ROOT, sourcesIn } from '../architecture/sources.js';
import { documents } from '../../scripts/docs/documents.js';

describe('generated documents are up to date', () => {
  it.each(Object.entries(documents))('npm run docs:%s', async (name, { file, text }) => {
    const isUpToDate = existsSync(file) && readFileSync(file, 'utf8') === (await text());
    if (!isUpToDate)
      throw new Error(`${file} is not what the sources say: run npm run docs:${name} and commit the file.`);
  });
});

it('every section of settings is in .env.example', () => {
  const text = readFileSync(documents.env!.file, 'utf8');
  const sections = [...sourcesIn(ROOT, 'libs'), ...sourcesIn(ROOT, 'src')].flatMap(({ tree }) =>
    [...tree.text.matchAll(/\bsection\(\s*'([^']+)'/g)].map(([, name]) => name!),
  );
  expect(sections.length).toBeGreaterThan(4);
  expect(sections.filter((name) => !text.includes(`# ${name} -`))).toEqual([]);
});
