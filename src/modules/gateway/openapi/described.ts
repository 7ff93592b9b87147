import type { INestApplication } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { ACCESS, type Access } from '../auth/access.js';
import { OPERATION, type Operation } from './operation.js';

/** A handler with the metadata of its decorators. */
export interface Described {
  readonly operation: Operation;
  readonly access: Access;
}

/** `OrdersHttpController`, `place` → `ordersPlace`: client generators need unique and stable operation ids. */
export const operationId = (controller: string, method: string): string => {
  const resource = controller.replace(/(Http)?Controller$/, '');
  return resource.charAt(0).toLowerCase() + resource.slice(1) + method.charAt(0).toUpperCase() + method.slice(1);
};

/** Every handler of the application that is documented, by its operation id. */
export function describedOperations(app: INestApplication): ReadonlyMap<string, Described> {
  const controllers = [...app.get(ModulesContainer).values()].flatMap(({ controllers }) => [...controllers.values()]);
  return new Map(
    controllers.flatMap(({ metatype }) => {
      if (!metatype) return [];
      const { prototype } = metatype as { prototype: Record<string, unknown> };
      return Object.getOwnPropertyNames(prototype).flatMap((method): [string, Described][] => {
        const handler = prototype[method] as object;
        const operation = Reflect.getMetadata(OPERATION, handler) as Operation | undefined;
        if (!operation) return [];
        const access = (Reflect.getMetadata(ACCESS, handler) ?? Reflect.getMetadata(ACCESS, metatype)) as Access;
        return [[operationId(metatype.name, method), { operation, access }]];
      });
    }),
  );
}
