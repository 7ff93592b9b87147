import { existsSync, readFileSync } from 'node:fs';

const DOCUMENTED = /\/\*\*((?:(?!\*\/)[^])*)\*\/\s*export class (\w+) extends (?:command|query|event|effect)\(/g;
const FILES = ['commands', 'queries', 'events'];

/** The comment of every contract class of a context, by class name. */
export function commentsIn(context: string): ReadonlyMap<string, string> {
  const paths = [...FILES.map((file) => `src/shared/contracts/${context}/${file}.ts`), `src/modules/${context}/messages.ts`];
  const texts = paths
    .map((path) => new URL(`../../${path}`, import.meta.url))
    .filter((url) => existsSync(url))
    .map((url) => readFileSync(url, 'utf8'));
  return new Map(texts.flatMap((text) => [...text.matchAll(DOCUMENTED)].map(([, comment, name]) => [name!, plain(comment!)] as const)));
}

const plain = (comment: string): string => comment.replaceAll(/^\s*\* ?/gm, '').replaceAll(/\s+/g, ' ').trim();
