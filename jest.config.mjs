import { availableParallelism } from 'node:os';

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
  // fresh clones: npm run test:start; the walks of CONTRIBUTING.md: npm run test:walks; every kill: npm run test:faults; the public door: npm run test:door; requests from the document: npm run test:fuzz; other placements: npm run test:placements; with a Redis: npm run test:redis
  testPathIgnorePatterns: [
    '/node_modules/',
    ...(process.env.CLEAVE_TEST_START ? [] : ['/test/start/.*\\.e2e\\.spec\\.ts$']),
    ...(process.env.CLEAVE_TEST_WALKS ? [] : ['/test/walks/.*\\.e2e\\.spec\\.ts$']),
    ...(process.env.CLEAVE_TEST_FUZZ ? [] : ['/test/fuzz/.*\\.e2e\\.spec\\.ts$']),
    ...(process.env.CLEAVE_TEST_REDIS ? [] : ['/redis(/[^/]+)*/?[^/]*\\.int\\.spec\\.ts$']),
    ...(process.env.CLEAVE_TEST_FAULTS ? [] : ['/test/faults/']),
    ...(process.env.CLEAVE_TEST_DOOR ? [] : ['/test/door/']),
    ...(process.env.CLEAVE_TEST_PLACEMENT ? [] : ['/test/placements/placement\\.e2e\\.spec\\.ts$']),
  ],
  modulePathIgnorePatterns: ['<rootDir>/dist'],
};
