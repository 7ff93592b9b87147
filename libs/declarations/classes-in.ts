import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A class declaration in the sources. */
export interface DeclaredClass {
  readonly name: string;
  /** Names of the decorators above it and above its members. */
  readonly decorators: ReadonlySet<string>;
  /** The text after its name: `implements MigrationInterface`. */
  readonly heritage: string;
  /** Such as `src/modules/orders/commands/place-order.ts:12`, where its first decorator stands, or it itself. */
  readonly place: string;
}

const FOR_TESTS = /\.(spec|fixtures|d)\.ts$|(^|[\\/])testing[\\/]/;
const DECORATOR = /^(?: {2})?@(\w+)/;
const CLASS = /^(?:export )?(?:default )?(?:abstract )?class (\w+)(.*)/;

/**
 * The classes declared in the TypeScript sources below a folder, without those for tests; none when the sources are missing. It reads the
 * text and loads no code, so that it also finds classes that nothing imports. It relies on the formatter: a decorator begins a line.
 */
export function classesIn(folder: string): readonly DeclaredClass[] {
  return sourcesIn(folder).flatMap(({ path, lines }) => {
    const found: (DeclaredClass & { decorators: Set<string> })[] = [];
    let above: { readonly names: string[]; readonly line: number } | undefined;
    for (const [n, line] of lines.entries()) {
      const decorator = DECORATOR.exec(line)?.[1];
      const [, name, heritage = ''] = CLASS.exec(line) ?? [];
      if (decorator && line.startsWith('@')) (above ??= { names: [], line: n + 1 }).names.push(decorator);
      else if (decorator) found.at(-1)?.decorators.add(decorator);
      else if (name) {
        found.push({ name, heritage, decorators: new Set(above?.names), place: `${path}:${above?.line ?? n + 1}` });
        above = undefined;
      }
    }
    return found;
  });
}

/** Where a member of a class stands, `src/…/product.entity.ts:9`; undefined where the sources are not at hand, or say it in another way. */
export function placeOfMember(folder: string, name: string, member: string): string | undefined {
  const begins = new RegExp(`^  (?:.*(?:\\) |\\b(?:readonly|async|public|private|protected) ))?${member}(?:[(!?:]| =)`);
  for (const { path, lines } of sourcesIn(folder)) {
    const start = lines.findIndex((line) => CLASS.exec(line)?.[1] === name);
    const line = start < 0 ? -1 : lines.findIndex((text, n) => n > start && begins.test(text));
    if (line >= 0) return `${path}:${line + 1}`;
  }
  return undefined;
}

function sourcesIn(folder: string): readonly { readonly path: string; readonly lines: readonly string[] }[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !FOR_TESTS.test(file))
    .toSorted()
    .map((file) => join(folder, file))
    .map((file) => ({ path: relative(process.cwd(), file), lines: readFileSync(file, 'utf8').split('\n') }));
}
