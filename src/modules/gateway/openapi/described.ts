import type { INestApplication } from '@nestjs/common';
import { VERSION_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import { ACCESS, type Access } from '../auth/access.js';
import { CONDITIONAL, type Keeper } from '../http/conditional.js';
import { type Deprecation, deprecationOf } from '../versions/deprecated.js';
import { OPERATION, type Declared } from './operation.js';

/** A handler with the metadata of its decorators. */
export interface Described {
  readonly operation: Declared;
  readonly access: Access;
  readonly deprecation?: Deprecation;
  /** Of a conditional GET. */
  readonly keeper?: Keeper;
}

/**
 * `OrdersHttpController`, `place` → `ordersPlace`, and `ordersPlaceV2` in version 2: client generators need unique and stable operation
 * ids, so those of version 1 are what they were when there was no other.
 */
export const operationId = (controller: string, method: string, version = 'v1'): string => {
  const resource = controller.replace(/(V\d+)?(Http)?Controller$/, '');
  const name = resource.charAt(0).toLowerCase() + resource.slice(1) + method.charAt(0).toUpperCase() + method.slice(1);
  return version === 'v1' ? name : name + version.toUpperCase();
};

/** Every handler of the application that is documented, by its operation id: one in several versions occurs under several ids. */
export function describedOperations(app: INestApplication): ReadonlyMap<string, Described> {
  const controllers = [...app.get(ModulesContainer).values()].flatMap(({ controllers }) => [...controllers.values()]);
  return new Map(
    controllers.flatMap(({ metatype }) => {
      if (!metatype) return [];
      const { prototype } = metatype as { prototype: Record<string, unknown> };
      return Object.getOwnPropertyNames(prototype).flatMap((method): [string, Described][] => {
        const handler = prototype[method] as object;
        const operation = Reflect.getMetadata(OPERATION, handler) as Declared | undefined;
        if (!operation) return [];
        const access = (Reflect.getMetadata(ACCESS, handler) ?? Reflect.getMetadata(ACCESS, metatype)) as Access;
        const keeper = Reflect.getMetadata(CONDITIONAL, handler) as Keeper | undefined;
        const deprecation = deprecationOf(handler);
        return versionsOf(metatype).map((version) => [
          operationId(metatype.name, method, version && `v${version}`),
          { operation, access, deprecation, keeper },
        ]);
      });
    }),
  );
}

/** The versions of a controller; one without versions is served once, without a version in its path. */
const versionsOf = (controller: object): readonly (string | undefined)[] => {
  const versions = Reflect.getMetadata(VERSION_METADATA, controller) as string | readonly string[] | undefined;
  return versions === undefined ? [undefined] : [versions].flat();
};
