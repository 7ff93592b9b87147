import { isTraced, tracing, type Span } from '#libs/telemetry';
import type { Headers, Message, Verdict } from '../envelope.js';

/**
 * A message that is older when it is processed begins a new trace, with a link to the one it comes from: it has waited for an outage or
 * for an operator, and collectors no longer wait for the rest of its trace.
 */
const BORDER_MS = 60_000;

/**
 * The span of one message in its receiver.
 *
 * @param consumer  the context, or its effects
 */
export function processing(
  { id, type, key, sends, failures }: Message,
  { traceparent, time, correlationid }: Headers,
  consumer: string,
): Span | undefined {
  if (!isTraced(traceparent)) return undefined;
  const waitedMs = Date.now() - Date.parse(time);
  return tracing?.begin(`process ${type}`, {
    kind: 'consumer',
    ...(waitedMs > BORDER_MS ? { links: [traceparent] } : { parent: traceparent }),
    attributes: {
      'messaging.system': 'cleave',
      'messaging.operation.name': 'process',
      'messaging.operation.type': 'process',
      'messaging.destination.name': type,
      'messaging.consumer.group.name': consumer,
      'messaging.message.id': id,
      'messaging.message.conversation_id': correlationid,
      'cleave.key': key,
      'cleave.sends': sends,
      'cleave.failures': failures || undefined,
      'cleave.waited_ms': waitedMs,
    },
  });
}

/** The headers of what is handled inside a span. */
export const below = ({ traceparent }: Span, headers: Headers): Headers => ({ ...headers, traceparent });

/** Ends the span of a message with its receipt. A failure is an error where nothing is tried any more. */
export function processed(span: Span, verdict: Verdict): void {
  span.note({ 'cleave.outcome': verdict.outcome });
  if (verdict.outcome === 'failed') {
    const { code, message } = verdict.error;
    if (verdict.permanent) span.failed(code, message);
    else span.event('failed', { code, message });
  }
  span.end();
}
