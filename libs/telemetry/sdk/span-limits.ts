import type { SpanLimits } from '@opentelemetry/sdk-trace';

/** A frame and a batch have a link to each of their messages, of which there are 256; the SDK would keep 128. */
export const SPAN_LIMITS: SpanLimits = { linkCountLimit: 512 };
