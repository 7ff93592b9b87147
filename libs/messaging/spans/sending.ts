import { isTraced, tracing, type Span } from '#libs/telemetry';
import type { Item } from '../inbox/item.js';
import type { Frame, Message, Receipt } from '../envelope.js';

/** The span of a frame, until its receipts; linked to each of its messages. */
export function sending({ sender, receiver, messages }: Frame): Span | undefined {
  const links = tracing ? tracedIn(messages) : [];
  if (!links.length) return undefined;
  return tracing?.begin(`send ${receiver}`, {
    kind: 'client',
    links,
    attributes: { ...operation('send', 'send', receiver, messages.length), 'cleave.source': sender },
  });
}

/** Ends the span of a frame. One without an answer is sent again, so it is no error. */
export async function sent(span: Span, answer: Promise<readonly Receipt[]>): Promise<readonly Receipt[]> {
  try {
    return await answer;
  } catch (error) {
    span.event('unanswered', { message: (error as Error).message });
    throw error;
  } finally {
    span.end();
  }
}

/**
 * The span of the receipts of a frame; linked to each message that is done or has failed. A busy receiver has settled nothing, nor has one
 * that is away.
 */
export function settling(receiver: string, receipts: readonly Receipt[], messages: readonly Message[]): void {
  if (!tracing) return;
  const settled = new Set(receipts.filter(({ outcome }) => outcome !== 'busy').map(({ id }) => id));
  const links = tracedIn(messages.filter(({ id }) => settled.has(id)));
  if (!links.length) return;
  const span = tracing.begin(`settle ${receiver}`, {
    kind: 'client',
    links,
    attributes: {
      ...operation('settle', 'settle', receiver, settled.size),
      'cleave.done': receipts.filter(({ outcome }) => outcome === 'done').length,
    },
  });
  span?.end();
}

/** The span of a batch of a context, linked to the messages and requests it decides on. */
export function batching(context: string, items: readonly Item[]): Span | undefined {
  const links = items.map(({ scope }) => scope.headers.traceparent).filter(isTraced);
  if (!links.length) return undefined;
  const attributes = operation('process', 'process', context, items.length);
  return tracing?.begin(`process ${context}`, { kind: 'consumer', links, attributes });
}

const tracedIn = (messages: readonly Message[]): string[] => messages.map(traceparentOf).filter(isTraced);

const operation = (name: string, type: string, context: string, count: number) => ({
  'messaging.system': 'cleave',
  'messaging.operation.name': name,
  'messaging.operation.type': type,
  'messaging.batch.message_count': count,
  'cleave.context': context,
});

const LENGTH = 55;

/** Read from the text, since a sender does not parse the headers that it carries; empty when there is none. */
export function traceparentOf({ headers }: Pick<Message, 'headers'>): string {
  const name = headers.indexOf('"traceparent"');
  const at = name < 0 ? -1 : headers.indexOf('00-', name);
  return at < 0 ? '' : headers.slice(at, at + LENGTH);
}
