import { existsSync, readFileSync } from 'node:fs';

const DOCUMENTED = /\/\*\*((?:(?!\*\/)[^])*)\*\/\s*(?:export )?(?:abstract )?class (\w+)/g;

/**
 * The docstring of a class as one line of text; undefined without one, and where the sources are not at hand.
 * @param place  a position in the file that declares the class, such as `src/shared/contracts/orders/events.ts:7`
 */
export function docstringOf(name: string, place: string): string | undefined {
  const file = place.replace(/:\d+$/, '');
  if (!existsSync(file)) return undefined;
  const found = [...readFileSync(file, 'utf8').matchAll(DOCUMENTED)].find(([, , declared]) => declared === name);
  return found && plain(found[1]!);
}

const plain = (comment: string): string =>
  comment
    .replaceAll(/^ *\* ?/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
