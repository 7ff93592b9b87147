import { createNoopMeter, type MeterProvider, type ObservableCallback } from '@opentelemetry/api';

/** The queue of spans of a processor, which tells of itself by metrics alone. */
export class SpanQueue {
  /** Spans that it had no room for. */
  dropped = 0;
  private read: ObservableCallback | undefined;

  /** Spans that wait for their export. */
  get size(): number {
    let size = 0;
    void this.read?.({ observe: (value) => (size = value) });
    return size;
  }

  /** To be given to the processor. */
  readonly meterProvider: MeterProvider = {
    getMeter: () =>
      Object.assign(createNoopMeter(), {
        createCounter: () => ({ add: this.count }),
        createObservableUpDownCounter: () => ({
          addCallback: (read: ObservableCallback) => (this.read = read),
          removeCallback: () => (this.read = undefined),
        }),
      }),
  };

  private readonly count = (spans: number, { 'error.type': error }: Readonly<Record<string, unknown>> = {}): void => {
    if (error === 'queue_full') this.dropped += spans;
  };
}
