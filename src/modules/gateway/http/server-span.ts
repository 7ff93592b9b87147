import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isProbe, knownTrace, traceIn } from '#libs/hosting/http';
import { tracing } from '#libs/telemetry';
import { WideEvent } from '#libs/telemetry/nest-otel';
import { nameOf, requestAttributes } from './request-attributes.js';
import { requestFacts } from './request-facts.js';

/** Gives each request a span, from its head to the end of its answer. Where telemetry is off, no hook is added. Probes have none. */
export function traceRequests(fastify: FastifyInstance): void {
  if (!tracing) return;
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!isProbe(request.routeOptions.url)) begin(request, reply);
    done();
  });
  // not sooner: between the two Fastify reads the body, and what goes on after an event of the socket is inside of no span
  fastify.addHook('preValidation', ({ span, event }, _reply, done) =>
    span && event ? span.run(() => event.run(done)) : done(),
  );
}

/** Its answer has ended, or will be given to others, as with a WebSocket. */
export function endSpan(request: FastifyRequest, status: number | undefined): void {
  const { span, event, problem } = request;
  if (!span) return;
  request.span = null;
  span.note({ ...requestFacts(request), ...event?.attributes });
  span.note({ 'http.response.status_code': status, 'cleave.problem.code': problem || undefined });
  if (status && status >= 500 && !problem) span.failed(String(status));
  span.end();
}

function begin(request: FastifyRequest, reply: FastifyReply): void {
  const parent = knownTrace(request.headers.traceparent);
  const span = tracing?.begin(nameOf(request), { kind: 'server', parent, isEntry: true });
  request.traceparent = span?.traceparent ?? unsampled(traceIn(parent));
  if (!span) return;
  request.span = span;
  request.event = new WideEvent();
  span.note(requestAttributes(request)); // here, since no sampler reads them: of a hundred requests one may be sampled
  const { raw } = reply; // 'close' comes also when the client leaves, of which Fastify's onResponse hears nothing
  raw.once('close', () => {
    if (!raw.writableFinished) span.note({ 'cleave.answer.is_cut': true });
    endSpan(request, raw.headersSent ? raw.statusCode : undefined);
  });
}

/** What the sampler says holds for all that follows, also when the client has asked for something else. */
const unsampled = (traceparent: string): string => `${traceparent.slice(0, 53)}00`;
