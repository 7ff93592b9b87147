import { hashOf } from '#test/business-state';
import { suitesIn, type RunOf } from './run-of.js';
import { differencesIn, tableOf } from './table.js';

const run = (placement: string, state: string, more: Partial<RunOf> = {}): RunOf => ({
  placement,
  frames: 'once',
  suites: new Map([['the walk', 1_234]]),
  startMs: 2_000,
  totalMs: 60_000,
  passed: 3,
  failed: 0,
  state,
  ...more,
});

it('a run is a line', () => {
  const failed = run('pairs', 'x', { failed: 2, state: undefined, suites: new Map([['roles', 10]]), frames: 'twice' });
  expect(tableOf([run('monolith', 'a'), failed]).split('\n')).toEqual([
    '| placement | frames | start | walk | roles | all | tests | final state |',
    '| --- | --- | --: | --: | --: | --: | --: | --- |',
    `| monolith | once | 2.0 | 1.2 | – | 60.0 | 3 | ${hashOf('a')} |`,
    '| pairs | twice | 2.0 | – | 0.0 | 60.0 | 2 failed | – |',
  ]);
});

describe('final states', () => {
  it('that are equal, and as it is written', () => {
    expect(differencesIn([run('monolith', 'a\nb'), run('pairs', 'a\nb')], hashOf('a\nb'))).toEqual([]);
    expect(differencesIn([run('monolith', 'a')], undefined)).toEqual([]);
    expect(differencesIn([], 'x')).toEqual([]);
  });
  it('that differ, and in what', () => {
    expect(differencesIn([run('monolith', 'a\nb'), run('pairs', 'a\nc')], undefined)).toEqual([
      'pairs (once) ends in another state than monolith (once):\n  only in monolith (once): b\n  only in pairs (once): c',
    ]);
  });
  it('that are not what is written', () => {
    expect(differencesIn([run('monolith', 'a')], hashOf('b'))).toEqual([
      `The final state is ${hashOf('a')}, and docs/placements.md says ${hashOf('b')}: npm run test:placements -- --write`,
    ]);
  });
});

it('the time of a suite is that of its tests', () => {
  const assertionResults = [
    { ancestorTitles: ['the walk'], duration: 5 },
    { ancestorTitles: ['the walk', 'deeper'], duration: 7 },
    { ancestorTitles: ['roles'], duration: null },
    { ancestorTitles: [], duration: 100 },
  ];
  const report = { numPassedTests: 4, numFailedTests: 0, testResults: [{ assertionResults }] };
  expect([...suitesIn(report)]).toEqual([
    ['the walk', 12],
    ['roles', 0],
  ]);
});
