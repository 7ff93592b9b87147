import { isTraced, tracing, type Span } from '#libs/telemetry';
import type { Contract } from '../contract/index.js';
import type { Carrier, Reply, Request } from '../envelope.js';
import { toWire, type WireError } from '../errors.js';

/** The span of one request as its caller sees it, with all its repetitions. @param receiver  the context that is asked */
export function calling({ name }: Contract, source: string, receiver: string, parent?: string): Span | undefined {
  if (parent !== undefined && !isTraced(parent)) return undefined;
  return tracing?.begin(name, { kind: 'client', parent, attributes: attributesOf(name, source, receiver) });
}

/** The span of one request as its receiver sees it. */
export function serving(type: string, context: string, source: string, parent: string): Span | undefined {
  if (!isTraced(parent)) return undefined;
  return tracing?.begin(type, { kind: 'server', parent, attributes: attributesOf(type, source, context) });
}

const attributesOf = (method: string, source: string, context: string) => ({
  'rpc.system.name': 'cleave',
  'rpc.method': method,
  'cleave.source': source,
  'cleave.context': context,
});

/** The carrier of a traced request: its repetitions are moments of the one span. */
export function repeatedIn(span: Span, carrier: Carrier): Pick<Carrier, 'request'> {
  let attempts = 0;
  const request = (one: Request): Promise<Reply> => {
    if (++attempts > 1) span.event('repeated', { attempt: attempts });
    return carrier.request(one);
  };
  return { request };
}

/** Ends the span of a request with its reply. A refusal that the contract declares is an answer like any other. */
export async function replied(span: Span, asked: Promise<Reply>): Promise<Reply> {
  try {
    const reply = await asked;
    if ('error' in reply) note(span, reply.error);
    return reply;
  } catch (error) {
    note(span, toWire(error));
    throw error;
  } finally {
    span.end();
  }
}

function note(span: Span, { code, kind, message }: WireError): void {
  span.note({ 'rpc.response.status_code': code });
  if (kind === 'fault' || kind === 'unavailable') span.failed(code, message);
}
