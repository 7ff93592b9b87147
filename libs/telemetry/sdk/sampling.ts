import { TraceFlags } from '@opentelemetry/api';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  SamplingDecision,
  TraceIdRatioBasedSampler,
  type Sampler,
} from '@opentelemetry/sdk-trace';
import type { TelemetrySettings } from '../config.js';

/** The sampler that `OTEL_TRACES_SAMPLER` names. */
export function samplerOf({ OTEL_TRACES_SAMPLER, OTEL_TRACES_SAMPLER_ARG }: TelemetrySettings): Sampler {
  const [name, isParentBased] = [
    OTEL_TRACES_SAMPLER.replace('parentbased_', ''),
    OTEL_TRACES_SAMPLER.startsWith('parent'),
  ];
  const root = name === 'traceidratio' ? new TraceIdRatioBasedSampler(OTEL_TRACES_SAMPLER_ARG) : BY_NAME[name]!();
  return alsoLinked(isParentBased ? new ParentBasedSampler({ root }) : root);
}

const BY_NAME: Readonly<Record<string, () => Sampler>> = {
  always_on: () => new AlwaysOnSampler(),
  always_off: () => new AlwaysOffSampler(),
};

/** A trace that begins with links to sampled ones, such as that of a batch, is sampled; the given sampler decides about all others. */
const alsoLinked = (given: Sampler): Sampler => ({
  shouldSample: (context, traceId, name, kind, attributes, links) =>
    links.some((link) => (link.context.traceFlags & TraceFlags.SAMPLED) !== 0)
      ? { decision: SamplingDecision.RECORD_AND_SAMPLED }
      : given.shouldSample(context, traceId, name, kind, attributes, links),
  toString: () => `linked to a sampled one, or ${given.toString()}`,
});
