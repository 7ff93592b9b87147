import { isUtf8 } from 'node:buffer';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem.js';

const KEEPS = 'keepsBody';

/** A route whose body is signed: it finds the body as it came in `request.rawBody`. */
export const KeepsBody = () => RouteConfig({ [KEEPS]: true });

export const keepsBody = ({ routeOptions }: Pick<FastifyRequest, 'routeOptions'>): boolean =>
  KEEPS in routeOptions.config;

/**
 * Parses a body that somebody else has signed, and keeps it as it came. It is not ours to be strict about: who signed it would only post
 * the same again.
 */
export function signedJson(request: Pick<FastifyRequest, 'rawBody'>, body: Buffer): unknown {
  if (!isUtf8(body)) throw new Problem(400, 'request.malformed', 'The body is not valid UTF-8.');
  request.rawBody = body.toString();
  try {
    return JSON.parse(request.rawBody);
  } catch {
    throw new Problem(400, 'request.malformed');
  }
}
