import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { validate } from '@probelabs/maid';
import { ROOT } from '../architecture/sources.js';

const LINK = /\]\(([^)\s]+)\)/g;
const DRAWING = /```mermaid\n(.*?)```/gs;

const documents = execFileSync('git', ['ls-files', '*.md'], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n');
const textOf = (document: string): string => readFileSync(join(ROOT, document), 'utf8');

/** As GitHub makes it of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
const anchorsOf = (text: string): readonly string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading!));

function isThere(document: string, link: string): boolean {
  const [path, anchor] = link.split('#');
  const target = path ? join(dirname(document), path) : document;
  if (!existsSync(join(ROOT, target))) return false;
  return !anchor || anchorsOf(textOf(target)).includes(anchor);
}

describe.each(documents)('%s', (document) => {
  const text = textOf(document);

  it('links only to what is there', () => {
    const links = [...text.matchAll(LINK)].map(([, link]) => link!).filter((link) => !/^[a-z]+:/.test(link));
    expect(links.filter((link) => !isThere(document, link))).toEqual([]);
  });

  it('has drawings that Mermaid can read', () => {
    const errors = [...text.matchAll(DRAWING)].flatMap(([, drawing]) => validate(drawing!).errors);
    expect(errors.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
