import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import type { DiscoveryService } from '@nestjs/core';
import { contexts } from '#contexts';
import { Reactions } from '#libs/messaging';

/** Who in a context reacts to what, read from its module without starting it: that would take a database. */
export async function reactionsOf(context: string): Promise<Reactions> {
  const module = await contexts.contexts[context]!.load();
  const providers = (Reflect.getMetadata('providers', module) as unknown[]).filter((one) => typeof one === 'function');
  const wrappers = providers.map((type) => ({ metatype: type, instance: instanceOf(type as Type<object>) }));
  return new Reactions({ getProviders: () => wrappers } as unknown as DiscoveryService, []);
}

/** Sagas need nothing injected; what other providers are given does not matter here. */
const instanceOf = (type: Type<object>): object =>
  Reflect.hasMetadata('__saga__', type) ? new type() : (Object.create(type.prototype as object) as object);
