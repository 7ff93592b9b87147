import { METHOD_METADATA } from '@nestjs/common/constants.js';
import { RouteConfig } from '@nestjs/platform-fastify';
import { FASTIFY_ROUTE_CONFIG_METADATA } from '@nestjs/platform-fastify/constants.js';
import type { FastifyContextConfig, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';

/** A version of routes that is going to be switched off. */
export interface Deprecation {
  /** The version that takes its place, at the same paths: `v2`. */
  readonly successor: string;
  /** The day since which nothing new should be built on it, as `YYYY-MM-DD`. */
  readonly since: string;
  /** The day from which on it may be gone. */
  readonly sunset: string;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    deprecation?: Deprecation;
  }
}

/** Where people read of it; the page shows the description of each deprecated route. */
const DOCS = '/docs';

/** Deprecates all routes of a controller: every answer of them says so, and the API document too. */
export function Deprecated(deprecation: Deprecation): ClassDecorator {
  return ({ prototype }) => {
    for (const { value } of Object.values(Object.getOwnPropertyDescriptors(prototype)))
      if (typeof value === 'function' && Reflect.hasMetadata(METHOD_METADATA, value))
        RouteConfig({ deprecation })(value);
  };
}

/** What was said of a handler. */
export const deprecationOf = (handler: object): Deprecation | undefined =>
  (Reflect.getMetadata(FASTIFY_ROUTE_CONFIG_METADATA, handler) as FastifyContextConfig | undefined)?.deprecation;

/** Adds the headers to a route that is deprecated. They are set when the answer is sent, whoever answers: controller, guard or limit. */
export function announceDeprecation(route: RouteOptions): void {
  if (!route.config?.deprecation) return;
  route.onSend = [
    (request, reply, payload, done) => {
      const { deprecation } = request.routeOptions.config;
      if (deprecation) say(deprecation, request, reply); // /v1/orders/ begins as the route of one order, and ends as not found
      done(null, payload);
    },
    ...[route.onSend ?? []].flat(),
  ];
}

/**
 * `Deprecation` after RFC 9745, `Sunset` and its link after RFC 8594, `successor-version` after RFC 5829. A link to the next page stays
 * alone: clients may read it as the only one, as which it was given before.
 */
function say(
  { successor, since, sunset }: Deprecation,
  { routeOptions, params }: FastifyRequest,
  reply: FastifyReply,
): void {
  reply.headers({ deprecation: `@${Date.parse(since) / 1_000}`, sunset: new Date(sunset).toUTCString() });
  if (reply.hasHeader('link')) return;
  const path = routeOptions.url!.replace(/^\/v\d+/, `/${successor}`);
  const newer = path.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent((params as Readonly<Record<string, string>>)[name]!),
  );
  const links = [
    `<${newer}>; rel="successor-version"`,
    `<${DOCS}>; rel="deprecation"; type="text/html"`,
    `<${DOCS}>; rel="sunset"; type="text/html"`,
  ];
  reply.header('link', links.join(', '));
}
