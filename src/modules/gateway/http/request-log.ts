import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isProbe } from '#libs/hosting/http';
import { oneLine, traceIdOf, type Fields } from '#libs/logging';
import { traceOf } from './trace.js';

const MOST_PATH = 200;
const MOST_LISTENERS = 20;
/** The last part of a path, where it is the id of something. */
const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Writes one line for each request when its answer has been sent, or its client has gone away. Probes have none. The path is written
 * without its query, which may contain tokens.
 */
export function logRequests(fastify: FastifyInstance): void {
  const logger = new Logger('gateway requests');
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!isProbe(request.routeOptions.url))
      whenOver(request, reply, (fields) => logger.log(textOf(request, reply), fields));
    done();
  });
}

function whenOver(request: FastifyRequest, reply: FastifyReply, tell: (fields: Fields) => void): void {
  const begun = performance.now();
  const answered = (): void => {
    reply.raw.off('close', gone);
    tell(fieldsOf(request, reply, begun));
  };
  const gone = (): void => tell({ ...fieldsOf(request, reply, begun), isCutOff: true });
  // Node warns of more than ten listeners, which those of Fastify, Nest and a stream are with this one
  reply.raw.setMaxListeners(MOST_LISTENERS).once('finish', answered).once('close', gone);
}

const pathOf = ({ url }: FastifyRequest): string => oneLine(url.split('?', 1)[0]!, MOST_PATH);

function textOf(request: FastifyRequest, { raw }: FastifyReply): string {
  return `${request.method} ${pathOf(request)} ${raw.headersSent ? raw.statusCode : 'has no answer'}`;
}

const fieldsOf = (request: FastifyRequest, reply: FastifyReply, begun: number): Fields => ({
  method: request.method,
  route: request.is404 ? undefined : request.routeOptions.url,
  status: reply.raw.headersSent ? reply.raw.statusCode : undefined,
  code: request.problem,
  ms: Math.round((performance.now() - begun) * 10) / 10,
  trace_id: traceIdOf(traceOf(request)),
  key: idIn(request.params) ?? ID.exec(String(reply.getHeader('location') ?? ''))?.[0],
  user: request.identity?.userId,
  role: request.identity?.role,
  from: request.ip,
});

/** The id of what the request is about, such as an order. */
const idIn = (parameters: unknown): string | undefined =>
  ID.exec((parameters as { readonly id?: string } | undefined)?.id ?? '')?.[0];
