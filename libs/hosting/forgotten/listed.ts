import type { DynamicModule, Provider, Type } from '@nestjs/common';
import { MODULE_METADATA } from '@nestjs/common/constants.js';
import { CONTEXT, type ContextOptions } from '#libs/messaging';

/** The lists of a module. */
export type List = 'providers' | 'controllers' | 'entities' | 'migrations';

type Part = Type<object> | DynamicModule;
type Own = Pick<DynamicModule, 'providers' | 'controllers' | 'imports'>;

/** The names of the classes that a module lists, itself or in a module that it imports. */
export function listedIn(part: Part): ReadonlySet<`${List} ${string}`> {
  const found = new Set<`${List} ${string}`>();
  const add = (list: List, types: readonly { readonly name: string }[] = []): void =>
    types.forEach(({ name }) => found.add(`${list} ${name}`));
  for (const { providers = [], controllers, imports = [] } of ownOf(part)) {
    add('providers', providers.flatMap(classOf));
    add('controllers', controllers);
    const options = contextIn(providers);
    add('entities', options?.entities);
    add('migrations', options?.migrations);
    for (const imported of imports) for (const one of listedIn(imported as Part)) found.add(one);
  }
  return found;
}

/** The lists of its decorator, and those that a dynamic module adds. */
function ownOf(part: Part): readonly Own[] {
  if (typeof part === 'object' && 'module' in part) return [part, ...ownOf(part.module as Type<object>)];
  if (typeof part !== 'function') return []; // a promise, or a reference to a module that is defined later
  const said = (key: string) => (Reflect.getMetadata(key, part) ?? []) as never[];
  const { PROVIDERS, CONTROLLERS, IMPORTS } = MODULE_METADATA;
  return [{ providers: said(PROVIDERS), controllers: said(CONTROLLERS), imports: said(IMPORTS) }];
}

const classOf = (provider: Provider): readonly Type<object>[] => {
  if (typeof provider === 'function') return [provider as Type<object>];
  return 'useClass' in provider ? [provider.useClass as Type<object>] : [];
};

const contextIn = (providers: readonly Provider[]): ContextOptions | undefined =>
  providers.flatMap((one) =>
    typeof one === 'object' && one.provide === CONTEXT && 'useValue' in one ? [one.useValue as ContextOptions] : [],
  )[0];
