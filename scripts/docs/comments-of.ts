import { existsSync, readFileSync } from 'node:fs';

const DOCUMENTED = /\/\*\*((?:(?!\*\/)[^])*)\*\/\s*export class (\w+) extends (?:command|query|event|effect)\(/g;

/** The docstrings of a context's contract classes, or of those of `ops`, which every context serves; by class name. */
export function commentsOf(context: string): ReadonlyMap<string, string> {
  const faces = [`src/shared/contracts/${context}`, `libs/messaging/${context}/contracts`];
  const face = faces.flatMap((folder) => ['commands', 'queries', 'events'].map((file) => `${folder}/${file}.ts`));
  const texts = [...face, `src/modules/${context}/messages.ts`]
    .map((path) => new URL(`../../${path}`, import.meta.url))
    .filter((url) => existsSync(url))
    .map((url) => readFileSync(url, 'utf8'));
  const comments = texts.flatMap((text) => [...text.matchAll(DOCUMENTED)]);
  return new Map(comments.map(([, comment, name]) => [name!, plain(comment!)]));
}

const plain = (comment: string): string =>
  comment
    .replaceAll(/^\s*\* ?/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
