import ts from 'typescript';
import { importing } from './imports.js';
import { appended, constant, first, inserted, property, treeOf } from './source.js';

/** Where the handlers of a module are listed. */
export type HandlerList = 'commands' | 'queries';

/** A module with one more handler; a list that is not there yet begins with it. */
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

/** A module with one more message to itself. */
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

/** The entity that comes first, which is what a context is mostly about; undefined: it keeps no table. */
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

/** What the file of an entity says of it: the property that is its key, and the file of `domain/` that describes it. */
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
