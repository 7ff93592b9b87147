import type { Type } from '@nestjs/common';
import { classesIn, type DeclaredClass } from '#libs/declarations';
import { listedIn, type List } from './listed.js';

/** Classes that do nothing unless the module provides them, by their decorators: nobody injects them, so Nest misses none of them. */
const PROVIDED = ['CommandHandler', 'QueryHandler', 'EventsHandler', 'EffectHandler', 'Storyteller', 'Saga'];

/** What lies in a module's folder and stands in none of its lists: handlers, controllers, storytellers, sagas, entities, migrations. */
export function unlistedIn(folder: string, moduleFile: string, module: Type<object>): readonly string[] {
  const listed = listedIn(module);
  return classesIn(folder).flatMap((type) => {
    const [list, kind] = listOf(type) ?? [];
    if (!list || listed.has(`${list} ${type.name}`)) return [];
    return [`${type.place}: ${kind} ${type.name} is not in use: add it to the ${list} of ${moduleFile}`];
  });
}

/** The list in which a class belongs, and the sign by which it is known. */
function listOf({ decorators, heritage }: DeclaredClass): readonly [List, string] | undefined {
  if (decorators.has('Controller')) return ['controllers', '@Controller()'];
  if (decorators.has('Entity')) return ['entities', '@Entity()'];
  if (/\bMigrationInterface\b/.test(heritage)) return ['migrations', 'the migration'];
  const provided = PROVIDED.find((name) => decorators.has(name));
  return provided ? ['providers', `@${provided}()`] : undefined;
}
