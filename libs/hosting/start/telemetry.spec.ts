import { Config } from '#libs/config';
import { freePort } from '#libs/free-ports';
import { LineLogger } from '#libs/logging';
import { tracing } from '#libs/telemetry';
import { waitFor } from '#test/wait-for';
import { hostingConfig } from '../config.js';
import { Readiness } from '../health/readiness.js';
import type { Seat } from '../seat.js';
import type { Shutdown } from '../shutdown.js';
import { startManagement } from './management.js';
import type { Settings } from './settings.js';
import { telemetryChecks, telemetryFor } from './telemetry.js';

const seat = { placement: { name: 'alone', processes: [] }, process: { name: 'alone' }, replica: 1 } as unknown as Seat;
const steps: (() => Promise<unknown>)[] = [];
const shutdown = { add: (_: string, step: () => Promise<unknown>) => steps.push(step) } as unknown as Shutdown;

afterAll(async () => {
  for (const step of steps.toReversed()) await step();
});

it('a receiver that is away is shown to people, and makes nobody unready', async () => {
  Object.assign(process.env, {
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${await freePort()}`,
    OTEL_METRICS_EXPORTER: 'none',
    OTEL_BSP_SCHEDULE_DELAY: '50',
    OTEL_EXPORTER_OTLP_TIMEOUT: '200',
  });
  const readiness = new Readiness();
  const logger = new LineLogger({ format: 'text', to: { write: () => undefined } });
  const settings = { config: Config.read([hostingConfig]), logger } as unknown as Settings;
  const url = await startManagement(seat, readiness, settings, shutdown);
  readiness.serve(telemetryChecks(await telemetryFor(seat, shutdown)));
  const health = async () => {
    const answer = await fetch(`${url}/health`);
    return (await answer.json()) as { checks: { telemetry: { status: string; spans: Record<string, unknown> } } };
  };
  expect((await health()).checks.telemetry).toEqual({ status: 'up', spans: { exported: 0, failed: 0, dropped: 0 } });
  tracing!.begin('lost')!.end();
  await waitFor(async () => ((await health()).checks.telemetry.spans['failed'] === 1 ? undefined : 'a failed export'));
  expect((await health()).checks.telemetry).toMatchObject({ status: 'up', spans: { failure: expect.any(String) } });
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
});
