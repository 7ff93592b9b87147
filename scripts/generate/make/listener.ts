import ts from 'typescript';
import type { Changes } from '../changes.js';
import { withContract } from '../edit/door-file.js';
import { importing } from '../edit/imports.js';
import { withHandler } from '../edit/module-file.js';
import { appended, constant, first, property, treeOf } from '../edit/source.js';
import { withCell } from '../edit/tables.js';
import { type Name, nameOf } from '../names.js';
import { Refused } from '../refused.js';
import { makeHandler, makeQuietDecision } from './decision.js';
import { pathsOf, subjectOf } from './paths.js';

/**
 * A use case that handles an event of another context.
 * @param heard  `orders.order-confirmed`
 */
export function makeListener(changes: Changes, context: string, useCase: Name, heard: string): void {
  const { face, module, door, readme } = pathsOf(context);
  const { message, from, key, kebab } = eventNamed(changes, heard);
  const deciding = {
    context,
    useCase,
    subject: subjectOf(changes, context),
    message,
    from,
    key,
    isEvent: true,
    isTimed: true,
  };
  const handler = makeHandler(changes, deciding);
  makeQuietDecision(changes, deciding);
  changes.edit(face('subscribes'), (text) => {
    const imported = importing(text, [message], from);
    return appended(imported, constant(treeOf(imported), 'subscribes'), message);
  });
  changes.edit(module, (text) => withHandler(text, 'commands', handler, `./commands/${useCase.kebab}.js`));
  const { camel } = nameOf(kebab.split('-').at(-1)!);
  changes.edit(door, (text) => withContract(text, 'event', message, camel, from));
  changes.edit(readme, (text) => withCell(text, 'hears', `\`${kebab}\``));
}

/** The contract of an event, from the contracts of its context. */
function eventNamed(changes: Changes, heard: string) {
  const [owner = '', kebab = ''] = heard.split('.');
  const { face, specifier } = pathsOf(nameOf(owner).kebab);
  const tree = treeOf(changes.read(face('events')));
  const call = first(tree, (node) =>
    ts.isCallExpression(node) && node.arguments[0]?.getText() === `'${owner}.${nameOf(kebab).kebab}.v1'`
      ? node
      : undefined,
  );
  const declared =
    call && first(tree, (node) => (ts.isClassDeclaration(node) && isAround(node, call) ? node : undefined));
  if (!declared) throw new Refused(`${face('events')} declares no ${heard}.v1.`);
  const key = /\.(\w+)$/.exec(property(call, 'key')?.getText() ?? '')?.[1];
  if (!key) throw new Refused(`${heard}.v1 has no key, so it says of no row what happened.`);
  return { message: declared.name!.text, from: specifier, key, kebab };
}

const isAround = (outer: ts.Node, inner: ts.Node): boolean => outer.pos <= inner.pos && inner.end <= outer.end;
