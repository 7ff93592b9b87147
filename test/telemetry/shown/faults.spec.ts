import { globSync } from 'node:fs';
import { allFaults } from './faults.js';
import { isOfOrder } from './evidence.js';
import { increase, samplesIn } from './scrape.js';

const injected = allFaults.flatMap(({ suites }) => suites);

it('every suite that injects faults has one in docs/faults.md', () => {
  const suites = globSync('test/{consul,faults,redis,rabbitmq}/*.spec.ts').map((file) => file.replace(/\..+/, ''));
  expect(suites.length).toBeGreaterThan(10);
  expect(suites.filter((suite) => !injected.includes(suite) && !NO_FAULTS.includes(suite))).toEqual([]);
});

/** These stop, start or move what is well, or show where something must not be shown. */
const NO_FAULTS = [
  'test/consul/moved',
  'test/consul/scaling',
  'test/faults/ten-stops',
  'test/faults/rotation',
  'test/redis/passwords',
  'test/redis/rotation',
  'test/redis/scaling',
  'test/rabbitmq/replicas',
  'test/rabbitmq/rotation',
  'test/rabbitmq/scaling',
  'test/rabbitmq/start',
];

it('every suite that is named is there', () => {
  expect(injected.filter((suite) => !globSync(suite.endsWith('/') ? suite : `${suite}*.ts`).length)).toEqual([]);
});

it('every fault shows, and one that meets an order names it', () => {
  for (const { during = [], after = [] } of allFaults) expect([...during, ...after]).not.toEqual([]);
  expect(
    allFaults.filter(({ during = [], after = [] }) => [...during, ...after].some(isOfOrder)).length,
  ).toBeGreaterThan(6);
});

it('a counter has risen by what was counted since, also when its process was started again', () => {
  const page = (a: number, b: number) => [
    ...samplesIn(`n_total{x="a"} ${a}`, 'one'),
    ...samplesIn(`n_total{x="b"} ${b}\nm 7`, 'two'),
  ];
  expect(increase(page(2, 5), page(3, 1), 'n_total')).toBe(2);
  expect(increase(page(2, 5), page(3, 1), 'n_total', { x: /b/ })).toBe(1);
  expect(increase([], page(0, 0), 'n_total')).toBe(0);
});
