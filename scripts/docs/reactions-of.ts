import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import type { DiscoveryService } from '@nestjs/core';
import { contexts } from '#contexts';
import { Reactions } from '#libs/messaging';

/** The handlers of a context by message, read from the metadata of its module: starting it would need a database. */
export async function reactionsOf(context: string): Promise<Reactions> {
  const module = await contexts.contexts[context]!.load();
  const providers = [module, ...(Reflect.getMetadata('imports', module) as object[])].flatMap(providersOf);
  const wrappers = providers
    .filter((one) => typeof one === 'function')
    .map((type) => ({ metatype: type, instance: instanceOf(type as Type<object>) }));
  return new Reactions({ getProviders: () => wrappers } as unknown as DiscoveryService, []);
}

/** The providers of the context's module and of the modules that it imports (`ContextModule`). */
const providersOf = (module: object): readonly unknown[] =>
  typeof module === 'function'
    ? (Reflect.getMetadata('providers', module) as unknown[])
    : ((module as { providers?: unknown[] }).providers ?? []);

/** Instances without their dependencies: sagas have none, and of other providers only the metadata is read. */
const instanceOf = (type: Type<object>): object =>
  Reflect.hasMetadata('__saga__', type) ? new type() : (Object.create(type.prototype as object) as object);
