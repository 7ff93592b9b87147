import ts from 'typescript';
import type { Source } from './sources.js';

/** Collections to be filled later. One that is complete where it is made says so by a readonly type. */
const FILLED_LATER = /^(new (Map|Set|WeakMap|WeakSet|Array)\b|\[\]$|\{\}$)/;

/** Module-level state of these sources: what two contexts of one process would share, and what outlives every test. */
export function mutableState(sources: readonly Source[]): readonly string[] {
  return sources.flatMap(({ path, tree }) => [...variables(tree), ...statics(tree)].map((name) => `${path}: ${name}`));
}

function variables(tree: ts.SourceFile): string[] {
  return tree.statements.filter(ts.isVariableStatement).flatMap(({ declarationList: { flags, declarations } }) => {
    const isConst = (flags & ts.NodeFlags.Const) !== 0;
    return declarations.filter((one) => !isConst || isFilledLater(one)).map(({ name }) => name.getText());
  });
}

function statics(tree: ts.SourceFile): string[] {
  const members = tree.statements
    .filter(ts.isClassDeclaration)
    .flatMap(({ members }) => members.filter(ts.isPropertyDeclaration));
  return members
    .filter((member) => has(member, ts.SyntaxKind.StaticKeyword))
    .filter((member) => !has(member, ts.SyntaxKind.ReadonlyKeyword) || isFilledLater(member))
    .map(({ name }) => name.getText());
}

const has = ({ modifiers }: ts.PropertyDeclaration, kind: ts.SyntaxKind): boolean =>
  modifiers?.some((modifier) => modifier.kind === kind) ?? false;

const isFilledLater = ({ type, initializer }: ts.VariableDeclaration | ts.PropertyDeclaration): boolean =>
  FILLED_LATER.test(initializer?.getText() ?? '') && !/^(Readonly|readonly)/.test(type?.getText() ?? '');
