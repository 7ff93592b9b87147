import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { customer, orderOf, signedIn, stocked } from '#test/api';
import { OtlpReceiver } from '#test/otlp-receiver';
import { type OwnDatabases, ownDatabases } from '#test/own-databases';
import { CONTEXTS } from '#test/owners';
import { Program } from '#test/program';

const operator = { email: 'operator@cleave.example', password: 'correct horse' };
const OURS = ['gateway', ...CONTEXTS];
/** A start with telemetry may take this much longer. */
const LONGER_MS = 500;
const STARTS = 5;

let databases: OwnDatabases;
let folder: string;
let otlp: OtlpReceiver;
beforeAll(async () => {
  databases = await ownDatabases();
  folder = mkdtempSync(join(tmpdir(), 'cleave-loaded-'));
  otlp = await OtlpReceiver.start();
});
afterAll(async () => {
  await databases.drop();
  rmSync(folder, { recursive: true });
  await otlp.close();
});

const start = (settings: Readonly<Record<string, string>>): Program =>
  Program.start('monolith', [], {
    ...databases.settings,
    CLEAVE_DATA_DIR: folder,
    CLEAVE_OPERATOR_EMAIL: operator.email,
    CLEAVE_OPERATOR_PASSWORD: operator.password,
    PORT: '0',
    ...settings,
  });

/** What the whole product has loaded when an order has gone through all of it. */
async function loadedBy(settings: Readonly<Record<string, string>>): Promise<string[]> {
  const monolith = start(settings);
  const { ready: url } = await monolith.ready();
  const mug = await stocked(await signedIn({ url }, operator.email, operator.password), 1);
  const { body } = await (await customer({ url })).orderAndWait(orderOf(mug, 1));
  expect(body.status).toBe('confirmed');
  const loaded = await monolith.loaded();
  expect(await monolith.stop()).toBe(0);
  return loaded.toSorted();
}

/** Until it serves. */
async function startMs(settings: Readonly<Record<string, string>>): Promise<number> {
  const begun = performance.now();
  const monolith = start(settings);
  await monolith.ready();
  const ms = performance.now() - begun;
  await monolith.stop();
  return ms;
}

it.each([
  ['unless it is asked for', {}],
  ['when it is switched off', { OTEL_SDK_DISABLED: 'true', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' }],
])('nothing of OpenTelemetry, MongoDB and Stripe is loaded %s', async (_, settings) => {
  expect(await loadedBy(settings)).toEqual(OURS.toSorted());
});

it('with an endpoint it is loaded, and what is left is sent before the process ends', async () => {
  expect(await loadedBy({ ...otlp.settings, OTEL_BSP_SCHEDULE_DELAY: '600000' })).toEqual(
    ['@opentelemetry', 'nestjs-otel', ...OURS].toSorted(),
  );
  expect(otlp.spans.map(({ name }) => name)).toContain('POST /v1/orders');
});

it('a start takes at most half a second longer with it', async () => {
  const [off, on] = [[] as number[], [] as number[]];
  for (let n = 0; n < STARTS; n++) {
    off.push(await startMs({})); // in turn: what else the machine does meets both
    on.push(await startMs(otlp.settings));
  }
  const [without, beside] = [Math.min(...off), Math.min(...on)];
  console.log(`starts: ${without.toFixed(0)} ms without, ${beside.toFixed(0)} ms with telemetry`);
  expect(beside - without).toBeLessThan(LONGER_MS);
});
