import { type Span, tracing } from '#libs/telemetry';
import { methodAttributes, methodOf } from '../http/request-attributes.js';
import { traceOf } from '../http/trace.js';
import type { Asked } from './asked.js';
import { isNoFailure, upstreamProblem } from './upstream-problem.js';

/**
 * The span of a request to a service, which covers repeating it at other instances. Undefined where the request is not traced. Its path
 * is the client's, on the span above.
 */
export function beginCall({ request, route: { prefix, to }, upgrade }: Asked): Span | undefined {
  return tracing?.begin(`${methodOf(request)} ${prefix}`, {
    kind: 'client',
    parent: traceOf(request),
    attributes: {
      ...methodAttributes(request),
      'url.template': prefix,
      'service.peer.name': to.consul ?? prefix.slice(1),
      'network.protocol.name': upgrade ? 'websocket' : undefined,
    },
  });
}

/**
 * The answer is over. A status of 5xx is a failure of the service, other ones are its answers.
 * @param failure  why it has no whole answer; undefined: it has
 */
export function endCall(span: Span, { reply, upgrade }: Asked, failure: unknown): void {
  const answered = upgrade ? 101 : reply.raw.statusCode;
  const status = reply.sent ? answered : undefined;
  span.note({ 'http.response.status_code': status });
  if (failure !== undefined && !isNoFailure(failure)) span.failed(upstreamProblem(failure).code, failure);
  else if (status !== undefined && status >= 500) span.failed(String(status));
  span.end();
}
