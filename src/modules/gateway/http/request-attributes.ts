import type { FastifyRequest } from 'fastify';
import { redacted } from '#libs/logging';
import type { Attributes } from '#libs/telemetry';

/** Those of RFC 9110, PATCH and QUERY. Any other one could be made up by a client, and would be a name of its own. */
const METHODS: ReadonlySet<string> = new Set('CONNECT DELETE GET HEAD OPTIONS PATCH POST PUT QUERY TRACE'.split(' '));
/** Of a text that a client has written. */
const MOST_CHARACTERS = 200;

/** In the name of a span. */
export const methodOf = ({ method }: FastifyRequest): string => (METHODS.has(method) ? method : 'HTTP');

/** The name of the request's span: `POST /v2/orders`. */
export const nameOf = (request: FastifyRequest): string =>
  [methodOf(request), request.routeOptions.url].filter(Boolean).join(' ');

export const methodAttributes = ({ method }: FastifyRequest): Attributes =>
  METHODS.has(method)
    ? { 'http.request.method': method }
    : { 'http.request.method': '_OTHER', 'http.request.method_original': method };

/**
 * What the semantic conventions of OpenTelemetry say of a request that is served. Without the query, which may contain what nobody else
 * should read, and without headers but the client's name of itself.
 */
export function requestAttributes(request: FastifyRequest): Attributes {
  const { url, headers, routeOptions, hostname, ip, protocol } = request;
  return {
    ...methodAttributes(request),
    'http.route': routeOptions.url,
    'url.path': shown(url.split('?', 1)[0]!),
    'url.scheme': protocol,
    'server.address': shown(hostname),
    'client.address': ip,
    'user_agent.original': headers['user-agent'] && shown(headers['user-agent']),
    'network.protocol.version': request.raw.httpVersion,
  };
}

const shown = (text: string): string => redacted(text.slice(0, MOST_CHARACTERS));
