import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** A tree laid out like ours, in which every rule is broken once. */
export const RED = fileURLToPath(new URL('red', import.meta.url));

export interface Source {
  /** From the root of its tree. */
  readonly path: string;
  readonly tree: ts.SourceFile;
}

/** The TypeScript sources below a folder of a tree, parsed; no specs. */
export function sourcesIn(root: string, folder: string): readonly Source[] {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .map((file) => join(folder, file))
    .map((path) => ({ path, tree: parse(join(root, path)) }));
}

const parse = (file: string): ts.SourceFile =>
  ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);

/** Every string of a source as it is written there, each piece of a template by itself. */
export function stringsIn({ tree }: Source): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
      found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}
