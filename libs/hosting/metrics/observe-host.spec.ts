import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Breakers } from '#libs/resilience';
import { ScrapedMetrics } from '#test/scraped-metrics';
import { Readiness } from '../health/readiness.js';
import { observeHost } from './observe-host.js';

let metrics: ScrapedMetrics;
let folder: string;
const breakers = new Breakers();
const readiness = new Readiness();
beforeAll(async () => {
  metrics = await ScrapedMetrics.start();
  folder = mkdtempSync(join(tmpdir(), 'cleave-metrics-'));
  observeHost(readiness, breakers, folder);
});
afterAll(async () => {
  breakers.shutdown();
  await metrics.end();
  rmSync(folder, { recursive: true });
});

it('says what is ready, as /health does', async () => {
  expect((await metrics.read()).sum('cleave_ready', { check: 'process' })).toBe(0);
  readiness.serve([{ name: 'orders', reason: () => 'its database is away' }]);
  const read = await metrics.read();
  expect(read.sum('cleave_ready', { check: 'process' })).toBe(1);
  expect(read.sum('cleave_ready', { check: 'orders' })).toBe(0);
});

it('says which breakers are open, and how often they have opened', async () => {
  const breaker = breakers.of('orders to payments', { volumeThreshold: 1 });
  expect((await metrics.read()).sum('cleave_breaker_open', { breaker: breaker.name })).toBe(0);
  await expect(breaker.run(() => Promise.reject(new Error('away')))).rejects.toThrow('away');
  const read = await metrics.read();
  expect(read.sum('cleave_breaker_open', { breaker: breaker.name })).toBe(1);
  expect(read.sum('cleave_breaker_opened_total', { breaker: breaker.name })).toBe(1);
});

it('says how full the volume of the data folder is', async () => {
  const read = await metrics.read();
  const size = read.sum('cleave_disk_size_bytes', { volume: 'data' });
  expect(size).toBeGreaterThan(0);
  expect(read.sum('cleave_disk_free_bytes', { volume: 'data' })).toBeLessThan(size!);
});
