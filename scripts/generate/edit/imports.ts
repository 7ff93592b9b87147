import ts from 'typescript';
import { inserted, treeOf } from './source.js';

/** The project's order of imports: packages, libs, shared code, parent folders, own folder. */
const RANKS = [/^[^#.]/, /^#libs/, /^#/, /^\.\.\//, /^\.\//];
const rank = (from: string): number => RANKS.findIndex((shape) => shape.test(from));
const isBefore = (one: string, other: string): boolean =>
  rank(one) < rank(other) || (rank(one) === rank(other) && one < other);

/** Adds names to the import from a module, without duplicates; types are written `type Name`. */
export function importing(text: string, names: readonly string[], from: string): string {
  const all = treeOf(text).statements.filter(ts.isImportDeclaration);
  const there = all.find((one) => specifierOf(one) === from && namedIn(one));
  if (there) return widened(text, there, names);
  return withLine(text, `import ${clause(names)} from '${from}';`, from);
}

/** Adds `import * as name from '…'`. */
export function importingAll(text: string, name: string, from: string): string {
  const line = `import * as ${name} from '${from}';`;
  return text.includes(line) ? text : withLine(text, line, from);
}

/** Adds an import at its place in the order. */
function withLine(text: string, line: string, from: string): string {
  const all = treeOf(text).statements.filter(ts.isImportDeclaration);
  const next = all.find((one) => isBefore(from, specifierOf(one)));
  const at = next?.getStart() ?? all.at(-1)?.end;
  return at === undefined ? `${line}\n\n${text}` : inserted(text, at, next ? `${line}\n` : `\n${line}`);
}

const specifierOf = ({ moduleSpecifier }: ts.ImportDeclaration): string => (moduleSpecifier as ts.StringLiteral).text;

function namedIn({ importClause }: ts.ImportDeclaration): ts.NamedImports | undefined {
  const named = importClause?.namedBindings;
  return named && ts.isNamedImports(named) ? named : undefined;
}

const namesIn = (one: ts.ImportDeclaration): string[] =>
  (namedIn(one)?.elements ?? []).map((element) =>
    one.importClause!.isTypeOnly ? `type ${element.getText()}` : element.getText(),
  );

function widened(text: string, there: ts.ImportDeclaration, names: readonly string[]): string {
  const known = namesIn(there);
  const fresh = names.filter((name) => !known.includes(name) && !known.includes(plain(name)));
  if (!fresh.length) return text;
  const kept = known.filter((name) => !fresh.includes(plain(name)));
  const { importClause } = there;
  return text.slice(0, importClause!.getStart()) + clause([...kept, ...fresh]) + text.slice(importClause!.end);
}

const plain = (name: string): string => name.replace(/^type /, '');

function clause(names: readonly string[]): string {
  const sorted = [...names].sort((a, b) => plain(a).toLowerCase().localeCompare(plain(b).toLowerCase(), 'en'));
  const areTypes = sorted.every((name) => name.startsWith('type '));
  return areTypes ? `type { ${sorted.map(plain).join(', ')} }` : `{ ${sorted.join(', ')} }`;
}

/** Adds a re-export of names to an index. */
export function exporting(text: string, names: readonly string[], from: string): string {
  const all = treeOf(text).statements.filter(ts.isExportDeclaration);
  const fromOf = (one: ts.ExportDeclaration) => (one.moduleSpecifier as ts.StringLiteral | undefined)?.text;
  const there = all.find((one) => fromOf(one) === from);
  if (there) {
    const known = (there.exportClause as ts.NamedExports).elements.map((element) => element.getText());
    const sorted = [...new Set([...known, ...names])].sort();
    const { exportClause } = there;
    return `${text.slice(0, exportClause!.getStart())}{ ${sorted.join(', ')} }${text.slice(exportClause!.end)}`;
  }
  const line = `export { ${[...names].sort().join(', ')} } from '${from}';\n`;
  const next = all.find((one) => from < (fromOf(one) ?? ''));
  return next ? inserted(text, next.getStart(), line) : `${text}${line}`;
}
