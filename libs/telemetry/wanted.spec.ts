import { Config } from '#libs/config';
import { telemetryConfig } from './config.js';
import { wantedBy } from './wanted.js';

const ENDPOINT = 'http://127.0.0.1:4318';
const wanted = (env: NodeJS.ProcessEnv) => {
  const { traces, metrics } = wantedBy(Config.read([telemetryConfig], env).get(telemetryConfig));
  return `${traces.join()} ${metrics.join()}`;
};

it.each([
  ['nothing is set', {}, ' '],
  ['an endpoint', { OTEL_EXPORTER_OTLP_ENDPOINT: ENDPOINT }, 'otlp otlp'],
  ['an endpoint of traces', { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${ENDPOINT}/v1/traces` }, 'otlp '],
  ['an endpoint of metrics', { OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: `${ENDPOINT}/v1/metrics` }, ' otlp'],
  [
    'exporters by name',
    { OTEL_TRACES_EXPORTER: 'console', OTEL_METRICS_EXPORTER: 'prometheus, otlp' },
    'console prometheus,otlp',
  ],
  ['none, in spite of an endpoint', { OTEL_EXPORTER_OTLP_ENDPOINT: ENDPOINT, OTEL_TRACES_EXPORTER: 'none' }, ' otlp'],
  ['disabled', { OTEL_EXPORTER_OTLP_ENDPOINT: ENDPOINT, OTEL_SDK_DISABLED: 'true' }, ' '],
])('%s', (_, env, expected) => expect(wanted(env)).toBe(expected));

it.each([
  ['OTEL_TRACES_EXPORTER', 'jaeger'],
  ['OTEL_METRICS_EXPORTER', 'otlp,statsd'],
  ['OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc'],
  ['OTEL_TRACES_SAMPLER', 'sometimes'],
  ['OTEL_TRACES_SAMPLER_ARG', '2'],
])('%s=%s is refused by name', (name, value) => expect(() => wanted({ [name]: value })).toThrow(`${name} must`));
