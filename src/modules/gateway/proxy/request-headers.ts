import type { FastifyRequest } from 'fastify';
import { knownTrace } from '#libs/hosting/http';
import type { Route } from '#libs/hosting/routes';
import { traceIdOf } from '#libs/logging';
import { type Span, tracing } from '#libs/telemetry';
import { traceOf } from '../http/trace.js';
import { hopByHop, plainName } from './hop-by-hop.js';

/** Written anew or not passed on. What a client says of itself or of its way is not believed. */
const OURS: ReadonlySet<string> = new Set([
  'content-length',
  'expect',
  'forwarded',
  'host',
  'proxy', // becomes HTTP_PROXY in CGI programs, which would then send their own requests to it
  'traceparent',
  'tracestate',
  'via',
  'x-request-id',
]);
/** Those of `original` and `rewrite` replace the path with some servers: another one than the access rule was looked up for. */
const OURS_TOO = /^x-(?:user|forwarded|original|rewrite)(?:-|$)|-(?:client|connecting|real)-ip$/;
const REQUEST_ID = /^[!-~]{1,128}$/;

/**
 * The headers for the service, as undici takes them: names and values in turn.
 * @param span  of the call, below which the service continues the trace. Without telemetry it is given the client's trace, or none
 */
export function requestHeaders(
  request: FastifyRequest,
  { prefix, keepPrefix, passAuthorization }: Route,
  hasBody: boolean,
  span?: Span,
): string[] {
  const { rawHeaders, headers } = request.raw;
  const endsHere = hopByHop(headers.connection);
  const passed: string[] = [];
  for (let n = 0; n < rawHeaders.length; n += 2) {
    const name = plainName(rawHeaders[n]!);
    if (endsHere(name) || OURS.has(name) || OURS_TOO.test(name)) continue;
    if (name === 'authorization' && !passAuthorization) continue;
    passed.push(rawHeaders[n]!, rawHeaders[n + 1]!);
  }
  const add = (name: string, value: string | undefined): void => void (value && passed.push(name, value));
  const [trace, given] = [traceOf(request), knownTrace(headers.traceparent)];
  const asked = headers['x-request-id'];
  if (hasBody) add('content-length', headers['content-length']);
  if (tracing || trace === given) add('traceparent', span?.traceparent ?? trace);
  if (traceIdOf(trace) === traceIdOf(given)) add('tracestate', String(headers.tracestate ?? ''));
  add('x-request-id', typeof asked === 'string' && REQUEST_ID.test(asked) ? asked : traceIdOf(trace));
  add('x-user-id', request.identity?.userId);
  add('x-user-role', request.identity?.role);
  add('x-forwarded-for', request.ips?.toReversed().join(', ') ?? request.ip);
  add('x-forwarded-proto', request.protocol);
  add('x-forwarded-host', request.host);
  if (!keepPrefix) add('x-forwarded-prefix', prefix);
  add('via', [headers.via, '1.1 cleave'].filter(Boolean).join(', '));
  return passed;
}
