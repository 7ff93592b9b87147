import type { Type } from '@nestjs/common';
import { classesIn, type DeclaredClass } from '#libs/declarations';
import { listedIn, type List } from './listed.js';

/** Decorators of classes that the module must provide. Nothing injects such classes, so Nest does not notice a missing one. */
const PROVIDED = ['CommandHandler', 'QueryHandler', 'EventsHandler', 'EffectHandler', 'Storyteller', 'Saga'];

/** Classes in a module's folder that are in none of its lists: handlers, controllers, storytellers, sagas, entities, migrations. */
export function unlistedIn(folder: string, moduleFile: string, module: Type<object>): readonly string[] {
  const listed = listedIn(module);
  return classesIn(folder).flatMap((type) => {
    const [list, kind] = listOf(type) ?? [];
    if (!list || listed.has(`${list} ${type.name}`)) return [];
    return [`${type.place}: ${kind} ${type.name} is not in use: add it to the ${list} of ${moduleFile}`];
  });
}

/** The list to which a class belongs, and the decorator or interface that shows it. */
function listOf({ decorators, heritage }: DeclaredClass): readonly [List, string] | undefined {
  if (decorators.has('Controller')) return ['controllers', '@Controller()'];
  if (decorators.has('Entity')) return ['entities', '@Entity()'];
  if (/\bMigrationInterface\b/.test(heritage)) return ['migrations', 'the migration'];
  const provided = PROVIDED.find((name) => decorators.has(name));
  return provided ? ['providers', `@${provided}()`] : undefined;
}
