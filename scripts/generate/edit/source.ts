import ts from 'typescript';

/** Source text with its syntax tree. Edits are functions from text to text, so each parses the result of the one before. */
export const treeOf = (text: string): ts.SourceFile =>
  ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest, /* setParentNodes */ true);

export const inserted = (text: string, at: number, more: string): string => text.slice(0, at) + more + text.slice(at);

/** The first result of `find`, over the nodes in the order of the text. */
export function first<T>(node: ts.Node, find: (node: ts.Node) => T | undefined): T | undefined {
  return find(node) ?? ts.forEachChild(node, (child) => first(child, find));
}

/** The value of `const name = …`. */
export const constant = (tree: ts.SourceFile, name: string): ts.Expression | undefined =>
  first(tree, (node) =>
    ts.isVariableDeclaration(node) && node.name.getText() === name ? withoutCast(node.initializer) : undefined,
  );

/** The value of the first `name: …` below a node. */
export const property = (below: ts.Node, name: string): ts.Expression | undefined =>
  first(below, (node) =>
    ts.isPropertyAssignment(node) && node.name.getText() === name ? node.initializer : undefined,
  );

export const classIn = (below: ts.Node, name?: string): ts.ClassDeclaration | undefined =>
  first(below, (node) =>
    ts.isClassDeclaration(node) && (name === undefined || node.name?.text === name) ? node : undefined,
  );

const withoutCast = (value: ts.Expression | undefined): ts.Expression | undefined =>
  value && ts.isAsExpression(value) ? value.expression : value;

/** Puts an element at the end of a list, or a property at the end of an object. */
export function appended(text: string, list: ts.Expression | undefined, element: string): string {
  if (!list || !(ts.isArrayLiteralExpression(list) || ts.isObjectLiteralExpression(list)))
    throw new Error(`there is no list to put ${element} into`);
  const items: ts.NodeArray<ts.Node> = ts.isArrayLiteralExpression(list) ? list.elements : list.properties;
  const last = items.at(-1);
  return inserted(text, last?.end ?? list.getStart() + 1, last ? `, ${element}` : element);
}
