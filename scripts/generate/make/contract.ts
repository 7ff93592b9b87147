import type { Changes } from '../changes.js';
import { exporting, importing } from '../edit/imports.js';
import { classIn, treeOf } from '../edit/source.js';
import { kernelNames } from '../fields.js';
import { Refused } from '../refused.js';
import { pathsOf } from './paths.js';

/** A contract and its file: `commands`, `queries` or `events` of the context's contracts, or the context's own `messages`. */
export interface Declaration {
  readonly context: string;
  readonly kind: 'command' | 'query' | 'event';
  /** The classes and schemas in the text that the index exports. */
  readonly names: readonly string[];
  readonly text: string;
}

const FILES = { command: 'commands', query: 'queries', event: 'events' } as const;

/** Appends a contract to its file, and adds it to the index. */
export function declare(changes: Changes, { context, kind, names, text }: Declaration): void {
  const { face } = pathsOf(context);
  const tree = treeOf(changes.find(face(FILES[kind])) ?? '');
  const known = names.find((name) => classIn(tree, name));
  if (known) throw new Refused(`${face(FILES[kind])} declares ${known} already.`);
  changes.edit(face(FILES[kind]), (file) => withDeclaration(file, kind, text), '');
  changes.edit(face('index'), (file) => exporting(file, names, `./${FILES[kind]}.js`), '');
}

/** A message that the context sends to itself. */
export function declareOwn(changes: Changes, context: string, text: string): void {
  changes.edit(pathsOf(context).inside('messages'), (file) => withDeclaration(file, 'command', text), '');
}

function withDeclaration(file: string, builder: string, text: string): string {
  const kernel = kernelNames(text);
  const whole = `${file}\n${text}`;
  const built = importing(importing(whole, ['z'], 'zod'), [builder], '#libs/messaging/contract');
  return kernel.length ? importing(built, kernel, '#shared/kernel') : built;
}
