import { hashOf } from '#test/business-state';
import { documentOf } from './document.js';
import { suitesIn, type RunOf } from './run-of.js';
import { differencesIn, knownIn, tableOf } from './table.js';

const run = (placement: string, state: string, more: Partial<RunOf> = {}): RunOf => ({
  placement,
  frames: 'once',
  suites: new Map([['the walk', 1_234]]),
  startMs: 2_000,
  totalMs: 60_000,
  passed: 3,
  failed: 0,
  state,
  readModel: 'one document',
  ...more,
});

it('a run is a line', () => {
  const none = { state: undefined, readModel: undefined };
  const failed = run('pairs', 'x', { failed: 2, ...none, suites: new Map([['roles', 10]]), frames: 'twice' });
  expect(tableOf([run('monolith', 'a'), failed]).split('\n')).toEqual([
    '| placement | frames | start | walk | roles | all | tests | final state | read model |',
    '| --- | --- | --: | --: | --: | --: | --: | --- | --- |',
    `| monolith | once | 2.0 | 1.2 | – | 60.0 | 3 | ${hashOf('a')} | ${hashOf('one document')} |`,
    '| pairs | twice | 2.0 | – | 0.0 | 60.0 | 2 failed | – | – |',
  ]);
});

describe.each([
  ['state', 'final state'],
  ['readModel', 'read model'],
] as const)('%s', (what, name) => {
  const ended = (placement: string, text: string): RunOf => run(placement, 'a', { [what]: text });

  it('that is equal, and as it is written', () => {
    const known = { [what]: hashOf('a\nb') };
    expect(differencesIn([ended('monolith', 'a\nb'), ended('pairs', 'a\nb')], known)).toEqual([]);
    expect(differencesIn([ended('monolith', 'a')], {})).toEqual([]);
    expect(differencesIn([], { [what]: 'x' })).toEqual([]);
  });
  it('that differs, and in what', () => {
    expect(differencesIn([ended('monolith', 'a\nb'), ended('pairs', 'a\nc')], {})).toEqual([
      `pairs (once) ends in another ${name} than monolith (once):\n  only in monolith (once): b\n  only in pairs (once): c`,
    ]);
  });
  it('that is not what is written', () => {
    expect(differencesIn([ended('monolith', 'a')], { [what]: hashOf('b') })).toEqual([
      `The ${name} is ${hashOf('a')}, and docs/placements.md says ${hashOf('b')}: npm run test:placements -- --write`,
    ]);
  });
});

it('the page tells both hashes', async () => {
  const page = await documentOf([run('monolith', 'a')], 'docs/placements.md');
  expect(knownIn(page)).toEqual({ state: hashOf('a'), readModel: hashOf('one document') });
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
