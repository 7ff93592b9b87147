import { existsSync, readFileSync } from 'node:fs';

const DOCUMENTED = /\/\*\*((?:(?!\*\/)[^])*)\*\/\s*export class (\w+) extends (?:command|query|event|effect)\(/g;

/** The comments on a context's contract classes, by class name. */
export function commentsOf(context: string): ReadonlyMap<string, string> {
  const face = ['commands', 'queries', 'events'].map((file) => `src/shared/contracts/${context}/${file}.ts`);
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
