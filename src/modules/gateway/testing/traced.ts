import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { RecordedSpans } from '#test/recorded-spans';
import { waitFor } from '#test/wait-for';

const KINDS = ['internal', 'server', 'client', 'producer', 'consumer'] as const;
const ERROR = 2;

/** What specs read of a span. */
export const read = (span: ReadableSpan) => ({
  ...span.spanContext(),
  parentId: span.parentSpanContext?.spanId,
  name: span.name,
  kind: KINDS[span.kind],
  attributes: span.attributes,
  events: span.events.map(({ name }) => name),
  isError: span.status.code === ERROR,
});
export type Seen = ReturnType<typeof read>;

/** Switches traces on, and loads the gateway after it, as a process does; a spec that calls it must not load it before. */
export async function traced() {
  const recorded = new RecordedSpans();
  let seen = 0;
  const { gatewayApplication } = await import('./gateway-application.js');
  return {
    gatewayApplication,
    /** Those since `forget`. */
    get spans(): readonly Seen[] {
      return recorded.all.slice(seen).map(read);
    },
    forget: () => void (seen = recorded.all.length),
    /** The first such span since `forget`, once it has ended. */
    async span(by: (span: Seen) => boolean): Promise<Seen> {
      const found = () => this.spans.find(by);
      await waitFor(async () => (found() ? undefined : 'a span'));
      return found()!;
    },
    stop: () => recorded.end(),
  };
}
