import ts from 'typescript';
import { importing } from './imports.js';
import { appended, constant, first, inserted, property, treeOf } from './source.js';

/** The lists of handlers in a module. */
export type HandlerList = 'commands' | 'queries';

/** Adds a handler to a module, and its list if it is missing. */
export function withHandler(text: string, list: HandlerList, name: string, from: string): string {
  const imported = importing(text, [name], from);
  const there = constant(treeOf(imported), list);
  if (there) return appended(imported, there, name);
  const tree = treeOf(imported);
  const declared = tree.statements.find((one) => !ts.isImportDeclaration(one))!;
  const gap = ts.isClassDeclaration(declared) ? '\n\n' : '\n';
  const listed = inserted(imported, declared.getStart(), `const ${list} = [${name}];${gap}`);
  return appended(listed, property(treeOf(listed), 'providers'), `...${list}`);
}

/** Adds a message that the context sends to itself. */
export function withOwnMessage(text: string, name: string): string {
  const imported = importing(text, [name], './messages.js');
  const tree = treeOf(imported);
  const there = property(tree, 'messages');
  return there ? appended(imported, there, name) : appended(imported, optionsIn(tree), `messages: [${name}]`);
}

const optionsIn = (tree: ts.SourceFile): ts.Expression | undefined =>
  first(tree, (node) =>
    ts.isCallExpression(node) && node.expression.getText() === 'ContextModule.forRoot' ? node.arguments[0] : undefined,
  );

/** The first entity of a module, which is the subject of generated use cases; undefined without tables. */
export function firstEntity(text: string): { readonly name: string; readonly from: string } | undefined {
  const tree = treeOf(text);
  const listed = property(tree, 'entities');
  const [entity] = listed && ts.isArrayLiteralExpression(listed) ? listed.elements : [];
  const name = entity?.getText();
  const from = first(tree, (node) =>
    ts.isImportDeclaration(node) &&
    node.importClause
      ?.getText()
      .match(/\w+/g)
      ?.includes(name ?? '')
      ? (node.moduleSpecifier as ts.StringLiteral).text
      : undefined,
  );
  return name && from ? { name, from } : undefined;
}

/** Reads an entity's file: the property that is its key, and the file of `domain/` with its type. */
export function entityIn(text: string): { readonly key: string; readonly domain: string } | undefined {
  const tree = treeOf(text);
  const key = first(tree, (node) =>
    ts.isPropertyDeclaration(node) && node.getText().startsWith('@PrimaryColumn') ? node.name.getText() : undefined,
  );
  const domain = first(tree, (node) =>
    ts.isImportDeclaration(node) && node.importClause?.getText().endsWith('* as domain')
      ? (node.moduleSpecifier as ts.StringLiteral).text
      : undefined,
  );
  return key && domain ? { key, domain } : undefined;
}
