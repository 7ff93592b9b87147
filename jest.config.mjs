import { availableParallelism } from 'node:os';

/** Specs for which a server is started: those in a folder, or with a name, that begins with the server's. */
const withServer = (name) => `<rootDir>/.+/${name}.*\\.(int|e2e)\\.spec\\.ts$`;

/** What `npm test` leaves out, by the name of the variable that lets it run: CLEAVE_TEST_START=1. Each has its own `npm run test:…`. */
const SWITCHED = {
  START: '<rootDir>/test/start/.*\\.e2e\\.spec\\.ts$', // fresh clones
  WALKS: '<rootDir>/test/walks/.*\\.e2e\\.spec\\.ts$', // the walks of CONTRIBUTING.md
  FUZZ: '<rootDir>/test/fuzz/.*\\.e2e\\.spec\\.ts$', // requests from the OpenAPI document
  FAULTS: '<rootDir>/test/faults/', // every kill
  DOOR: '<rootDir>/test/door/', // the public door
  MODEL: '<rootDir>/test/model/', // a shop by a model
  // Whole processes that are stopped, killed, placed and compared for minutes.
  PROCESSES:
    '<rootDir>/test/((projections|payment-provider)/.*|acceptance/(alone|kill|provider-away|reconciliation|seats|stop|webhooks))\\.e2e\\.spec\\.ts$',
  OBSERVABILITY: '<rootDir>/test/observability/.*\\.e2e\\.spec\\.ts$', // every alert by its fault, with Prometheus
  TELEMETRY: '<rootDir>/test/telemetry/.*\\.e2e\\.spec\\.ts$', // traces and metrics of whole placements
  PLACEMENT: '<rootDir>/test/placements/placement\\.e2e\\.spec\\.ts$', // other placements: npm run test:placements
  REDIS: withServer('redis'),
  RABBITMQ: withServer('rabbitmq'),
  MONGO: withServer('mongo'),
  CONSUL: withServer('consul'),
};

/** Left out by CLEAVE_TEST_BRIEF=1, which CI sets: each of these runs over another transport as well. */
const REPEATED = ['/test/redis/(rotation|scaling)', '/test/rabbitmq/scaling'];

process.env.LOG_FORMAT ??= 'text'; // of the processes that specs start: specs read their lines as people do

export default {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node'] },
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '@swc/jest' },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  // Most specs wait for leases, servers and processes: with one worker a core a sixth of both cores stood idle (312 s, now 273).
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  testSequencer: '<rootDir>/test/support/longest-first.mjs',
  testTimeout: 180_000, // for what hangs: a condition that is waited for says first what is missing; no time is measured by it
  testMatch: ['<rootDir>/{apps,libs,src,test}/**/*.spec.ts'],
  testPathIgnorePatterns: [
    '/node_modules/',
    ...Object.entries(SWITCHED)
      .filter(([name]) => !process.env[`CLEAVE_TEST_${name}`])
      .map(([, specs]) => specs),
    ...(process.env.CLEAVE_TEST_BRIEF ? REPEATED : []),
  ],
  modulePathIgnorePatterns: ['<rootDir>/dist'],
};
