import { isTraced, tracing, type Span } from '#libs/telemetry';
import type { DecidedStep } from '../contract/index.js';
import type { Outgoing } from '../outbox/outgoing.js';

/**
 * The spans of what a batch decides: steps of sagas, and messages that are created. They end with its commit. Those of a batch that is
 * rolled back never end, so they are not exported: the next run of the same items begins them anew.
 */
export class DecidedSpans {
  private readonly begun: Span[] = [];

  /** What is created below the step: its span, or, where it is not traced, the given parent. */
  stepOf(step: DecidedStep | undefined, parent: string): string {
    if (!step || !isTraced(parent)) return parent;
    const span = tracing?.begin(step.name, { parent, attributes: step.attributes });
    if (!span) return parent;
    this.begun.push(span);
    return span.traceparent;
  }

  /** Gives the message a span of its own where it is traced, as the parent of what its receivers do. */
  create(row: Outgoing, parent: string): void {
    if (!isTraced(parent)) return;
    const span = tracing?.begin(`create ${row.type}`, {
      kind: 'producer',
      parent,
      attributes: {
        'messaging.system': 'cleave',
        'messaging.operation.name': 'create',
        'messaging.operation.type': 'create',
        'messaging.destination.name': row.type,
        'messaging.message.id': row.id,
        'cleave.receiver': row.receiver,
        'cleave.key': row.key,
        'cleave.delay_ms': row.afterMs,
      },
    });
    if (!span) return;
    this.begun.push(span);
    row.headers = row.headers.replace(parent, span.traceparent);
  }

  committed(): void {
    for (const span of this.begun) span.end();
  }
}
