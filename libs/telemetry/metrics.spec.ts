import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Config } from '#libs/config';
import {
  counter,
  gauge,
  histogram,
  metering,
  startTelemetry,
  telemetryConfig,
  total,
  type Telemetry,
} from './index.js';

const SENT = counter('cleave.tests.sent', '{message}', 'Messages of a test.');
const TOOK = histogram('cleave.tests.duration', 's', 'How long a test took.', [0.1, 1]);
const KEPT = total('cleave.tests.kept', 'By', 'Bytes that were kept.');
const WAIT = gauge('cleave.tests.oldest', 's', 'How long the oldest one has waited.');

let telemetry: Telemetry | undefined;
let server: Server;
beforeAll(async () => {
  const given = { OTEL_METRICS_EXPORTER: 'prometheus', OTEL_TRACES_EXPORTER: 'none' };
  const settings = Config.read([telemetryConfig], given).get(telemetryConfig);
  telemetry = await startTelemetry(settings, { process: 'tests', instance: 'tests-1', version: '1' });
  server = createServer((request, response) => telemetry!.serveMetrics!(request, response)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
});
afterAll(async () => {
  server.close();
  await telemetry?.stop();
});

const scrape = async (): Promise<string[]> => {
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
  expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  return (await answer.text()).split('\n');
};

it('has the names that Prometheus expects, with the units', async () => {
  metering!.add(SENT, { context: 'orders' });
  metering!.add(SENT, { context: 'orders' }, 2);
  metering!.record(TOOK, 0.5, { context: 'orders' });
  const end = metering!.observe([KEPT, WAIT], (tell) => {
    tell(KEPT, 7);
    tell(WAIT, 1.5, { context: 'orders' });
  });
  const lines = await scrape();
  expect(lines).toEqual(
    expect.arrayContaining([
      '# HELP cleave_tests_sent_total Messages of a test.',
      '# TYPE cleave_tests_sent_total counter',
      'cleave_tests_sent_total{context="orders"} 3',
      'cleave_tests_duration_seconds_bucket{context="orders",le="0.1"} 0',
      'cleave_tests_duration_seconds_bucket{context="orders",le="1"} 1',
      'cleave_tests_kept_bytes_total 7',
      'cleave_tests_oldest_seconds{context="orders"} 1.5',
    ]),
  );
  end();
});

it('measures the process itself', async () => {
  const text = (await scrape()).join('\n');
  for (const name of ['process_cpu_seconds_total', 'process_resident_memory_bytes', 'process_heap_bytes'])
    expect(text).toMatch(new RegExp(`^${name} \\d`, 'm'));
  expect(text).toMatch(/^nodejs_eventloop_delay_seconds\{statistic="p99"\} \d/m);
  expect(text).toMatch(/^target_info\{.*service_name="cleave-tests".*\} 1$/m);
});

it('does not wait for what cannot be read in time, and tells the rest', async () => {
  const end = metering!.observe([WAIT], () => new Promise<never>(() => undefined));
  expect((await scrape()).join('\n')).toContain('cleave_tests_sent_total');
  end();
});

it('reads once, however many ask at a time', async () => {
  let reads = 0;
  const all = Promise.withResolvers<void>();
  let asked = 0;
  const count = (): void => void (++asked === 3 && all.resolve());
  server.on('request', count);
  const end = metering!.observe([WAIT], (tell) => {
    tell(WAIT, ++reads);
    return all.promise; // the first reading lasts until the others have asked
  });
  await Promise.all([scrape(), scrape(), scrape()]);
  end();
  server.off('request', count);
  expect(reads).toBe(1);
});

it('is off again after its stop', async () => {
  await telemetry!.stop();
  expect(metering).toBeUndefined();
});
