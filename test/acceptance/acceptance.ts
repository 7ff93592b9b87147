import { FRAMES_TWICE } from '#libs/messaging';
import { violationsAtRest } from '#test/checker';
import { Cleave, type Placed } from '#test/cleave';
import { buyers } from './suites/buyers.js';
import { composed } from './suites/composed.js';
import { deliveredTwice } from './suites/deliveries.js';
import { documents } from './suites/documents.js';
import { idempotency } from './suites/idempotency.js';
import { operations } from './suites/operations.js';
import { outcomes } from './suites/outcomes.js';
import { owners } from './suites/owners.js';
import { roles } from './suites/roles.js';
import { searches } from './suites/searches.js';
import { strictBodies } from './suites/strict-bodies.js';
import { walk } from './suites/walk.js';
import { workload } from './suites/workload.js';

const SUITES = [
  walk,
  composed,
  searches,
  strictBodies,
  outcomes,
  idempotency,
  buyers,
  documents,
  operations,
  owners,
  roles,
];

export interface Conditions {
  readonly placed?: Placed;
  /** How often every frame is delivered. */
  readonly frames?: 'once' | 'twice';
  /** Hears how long the system took to serve, in which state the workload has left the business, and what search shows of it. */
  readonly tell?: (found: Found) => void;
}

export interface Found {
  readonly startMs: number;
  /** A fact a line. */
  readonly state: string;
  /** What search shows of all orders, a document a line. */
  readonly readModel: string;
}

/** Every suite that any placement must pass, one after the other on one system. */
export function acceptance({ placed, frames = 'once', tell = () => undefined }: Conditions = {}): void {
  let cleave: Cleave;
  let startMs: number;
  beforeAll(async () => {
    const twice = { FAULT: FRAMES_TWICE, CLEAVE_MESSAGE_LOG: '1' };
    const begun = performance.now();
    cleave = await Cleave.start({ CLEAVE_PROVIDER_SILENCE_MS: '2000', ...(frames === 'twice' && twice) }, placed);
    startMs = performance.now() - begun;
  });
  afterAll(() => cleave?.discard());

  workload(
    () => cleave, // first: on an empty system
    (left) => tell({ startMs, ...left }),
  );
  if (frames === 'twice') deliveredTwice(() => cleave.output);
  for (const suite of SUITES) suite(() => cleave);

  it('nobody had to look at the log, and every rule holds', async () => {
    // A thousand buyers at once may be more than this machine does in time: they are told to come again, and the log says so.
    expect(cleave.complaints.filter((line) => !line.includes('context.overloaded'))).toEqual([]);
    expect(await violationsAtRest(cleave.databases)).toEqual([]);
  });
}
