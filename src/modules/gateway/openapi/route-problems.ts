import type { Type } from '@nestjs/common';
import { METHOD_METADATA, MODULE_METADATA } from '@nestjs/common/constants.js';
import type { PlaceOf } from '#libs/hosting';
import { ACCESS } from '../auth/access.js';
import { OPERATION } from './operation.js';

/** The routes of a module without an access rule or without `@Operation`. With one of them the start fails before a port is opened. */
export function routeProblems(module: Type<object>, placeOf: PlaceOf): readonly string[] {
  const controllers = (Reflect.getMetadata(MODULE_METADATA.CONTROLLERS, module) ?? []) as Type<object>[];
  return controllers.flatMap((type) =>
    routesOf(type).flatMap(([method, handler]) => {
      const route = (): string => `${placeOf(type.name, method)}: ${type.name}.${method}`;
      const saysWho = [handler, type].some((at) => Reflect.hasMetadata(ACCESS, at));
      const saysWhat = Reflect.hasMetadata(OPERATION, handler);
      return [
        ...(saysWho
          ? []
          : [`${route()} does not say who may call it: write @Public(), @SignedIn() or @Roles(…) above it`]),
        ...(saysWhat ? [] : [`${route()} is not documented: write @Operation({ summary, sends, replies }) above it`]),
      ];
    }),
  );
}

const routesOf = ({ prototype }: Type<object>): readonly (readonly [string, object])[] =>
  Object.entries(Object.getOwnPropertyDescriptors(prototype)).flatMap(([name, { value }]) =>
    typeof value === 'function' && Reflect.hasMetadata(METHOD_METADATA, value) ? [[name, value as object]] : [],
  );
