import { existsSync, readFileSync } from 'node:fs';
import { documents } from '../../scripts/docs/documents.js';

describe('generated documents are up to date', () => {
  it.each(Object.entries(documents))('npm run docs:%s', async (name, { file, text }) => {
    const isUpToDate = existsSync(file) && readFileSync(file, 'utf8') === (await text());
    if (!isUpToDate) throw new Error(`${file} is not what the sources say: run npm run docs:${name} and commit the file.`);
  });
});
