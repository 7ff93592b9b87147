import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import type { DiscoveryService } from '@nestjs/core';
import { contexts } from '#contexts';
import { Reactions } from '#libs/messaging';

/** Who in a context reacts to what, read from its module without starting it: that would take a database. */
export async function reactionsOf(context: string): Promise<Reactions> {
  const module = await contexts.contexts[context]!.load();
  const providers = [module, ...(Reflect.getMetadata('imports', module) as object[])].flatMap(providersOf);
  const wrappers = providers
    .filter((one) => typeof one === 'function')
    .map((type) => ({ metatype: type, instance: instanceOf(type as Type<object>) }));
  return new Reactions({ getProviders: () => wrappers } as unknown as DiscoveryService, []);
}

/** Of the context's module, and of what it imports: the module that every context is given. */
const providersOf = (module: object): readonly unknown[] =>
  typeof module === 'function'
    ? (Reflect.getMetadata('providers', module) as unknown[])
    : ((module as { providers?: unknown[] }).providers ?? []);

/** Sagas need nothing injected; what other providers are given does not matter here. */
const instanceOf = (type: Type<object>): object =>
  Reflect.hasMetadata('__saga__', type) ? new type() : (Object.create(type.prototype as object) as object);
