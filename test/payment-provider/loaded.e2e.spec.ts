import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OwnDatabases, ownDatabases } from '#test/own-databases';
import { PROVIDER_KEY } from '#test/payment-provider';
import { Program } from '#test/program';

let databases: OwnDatabases;
let folder: string;
beforeAll(async () => {
  databases = await ownDatabases();
  folder = mkdtempSync(join(tmpdir(), 'cleave-loaded-'));
});
afterAll(async () => {
  await databases.drop();
  rmSync(folder, { recursive: true });
});

/** telemetry/loaded.e2e.spec.ts shows that it is not, with nothing set. Nobody is called before there is an order. */
it.each([
  ['is loaded where there is a key', { CLEAVE_STRIPE_KEY: PROVIDER_KEY }, true],
  ['is not loaded without one', { CLEAVE_STRIPE_HOST: '127.0.0.1' }, false],
])('the SDK of Stripe %s', async (_, settings, isLoaded) => {
  const given = { ...databases.settings, CLEAVE_DATA_DIR: folder, PORT: '0', ...settings };
  const monolith = Program.start('monolith', [], given);
  await monolith.ready();
  expect((await monolith.loaded()).includes('stripe')).toBe(isLoaded);
  expect(await monolith.stop()).toBe(0);
});

it('a key that is none ends the start, and is not shown', async () => {
  const given = { ...databases.settings, CLEAVE_DATA_DIR: folder, PORT: '0', CLEAVE_STRIPE_KEY: 'hunter2' };
  const monolith = Program.start('monolith', [], given);
  expect(await monolith.end()).toBe(1);
  expect(monolith.output).toContain('CLEAVE_STRIPE_KEY must begin with');
  expect(monolith.output).not.toContain('hunter2');
});
