import { violationsAtRest } from '#test/checker';
import { Cleave } from '#test/cleave';
import { buyers } from './suites/buyers.js';
import { documents } from './suites/documents.js';
import { idempotency } from './suites/idempotency.js';
import { outcomes } from './suites/outcomes.js';
import { roles } from './suites/roles.js';
import { strictBodies } from './suites/strict-bodies.js';
import { walk } from './suites/walk.js';

/** Every suite that any placement must pass, on all contexts in one process. */
let cleave: Cleave;
beforeAll(async () => (cleave = await Cleave.start({ CLEAVE_PROVIDER_SILENCE_MS: '2000' })), 60_000);
afterAll(() => cleave.discard());

for (const suite of [walk, strictBodies, outcomes, idempotency, buyers, documents, roles]) suite(() => cleave);

it('nobody had to look at the log, and every rule holds', async () => {
  expect(cleave.complaints).toEqual([]);
  expect(await violationsAtRest(cleave.databases)).toEqual([]);
});
