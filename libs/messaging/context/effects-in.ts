import type { DiscoveryService, Reflector } from '@nestjs/core';
import type { ContractClass } from '../contract/index.js';
import { EFFECT_HANDLER } from '../effects/effect-handler.js';
import type { BoundEffect } from '../effects/effect-runner.js';

export type Effects = ReadonlyMap<string, BoundEffect>;

/** The providers that perform effects. Looked up at the first effect, when Nest has created all of them. */
export function effectsIn(discovery: DiscoveryService, reflector: Reflector): () => Effects {
  let found: Effects | undefined;
  return () =>
    (found ??= new Map(
      discovery.getProviders().flatMap(({ instance, metatype }) => {
        const effect = metatype && (reflector.get(EFFECT_HANDLER, metatype) as ContractClass | undefined);
        if (!effect) return [];
        return [[effect.contract.name, { type: effect, handler: instance as BoundEffect['handler'] }] as const];
      }),
    ));
}
