import type { Changes } from '../changes.js';
import { entityIn, firstEntity } from '../edit/module-file.js';
import { type Name, nameOfClass } from '../names.js';
import { Refused } from '../refused.js';

/** The paths of a context's files, relative to the root. */
export const pathsOf = (context: string) => {
  const [face, module] = [`src/shared/contracts/${context}`, `src/modules/${context}`];
  return {
    face: (file: string) => `${face}/${file}.ts`,
    inside: (file: string) => `${module}/${file}.ts`,
    module: `${module}/${context}.module.ts`,
    door: `${module}/${context}.message.controller.ts`,
    readme: `${module}/README.md`,
    specifier: `#shared/contracts/${context}`,
  };
};

/** The table that a generated use case works on. */
export interface Subject {
  /** Class name of the entity. */
  readonly name: Name;
  /** The property that is its key. */
  readonly key: string;
  /** Modules of the entity and of its type, as imported from a sibling folder. */
  readonly entity: string;
  readonly domain: string;
  /** The error code for a missing row. */
  readonly unknown: string;
}

/** The first entity of a context. Throws Refused when there is no such context, or none in it. */
export function subjectOf(changes: Changes, context: string): Subject {
  const { module, inside } = pathsOf(context);
  const listed = firstEntity(changes.read(module));
  if (!listed) throw new Refused(`${context} keeps no table that a use case could be about.`);
  const from = listed.from.replace(/^\.\/(.*)\.js$/, '$1');
  const entity = entityIn(changes.read(inside(from)));
  if (!entity) throw new Refused(`${inside(from)} does not say its key and its file of domain/.`);
  const name = nameOfClass(listed.name);
  const unknown = `${context}.unknown-${name.kebab}`;
  return { name, key: entity.key, entity: `../${from}.js`, domain: entity.domain, unknown };
}
