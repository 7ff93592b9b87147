import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Upgrade } from '#libs/hosting/http';
import type { Route } from '#libs/hosting/routes';
import type { Span } from '#libs/telemetry';

/** A client's request that a service is to answer. */
export interface Asked {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly route: Route;
  /** When it came, by performance.now(). */
  readonly since: number;
  /** Path and query at the service. */
  readonly target: string;
  readonly upgrade: Upgrade | undefined;
  /** Of its call; undefined where it is not traced. */
  readonly span?: Span;
}
