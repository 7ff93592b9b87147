import { contexts } from '../contexts.fixtures.js';
import { parsePlacement } from '../placement/index.js';
import { seatIn } from '../seat.js';
import { advertisedHost, reachedAt } from './advertised-host.js';

const placement = parsePlacement(
  `
discovery: consul
processes:
  front: { contexts: [window, shop] }
  till: { address: till-1:4100 }
`,
  'two.yaml',
  contexts,
);
const [front, till, second] = [
  seatIn(placement, 'front', '1'),
  seatIn(placement, 'till', '1'),
  seatIn(placement, 'till', '2'),
];
const wild = { CLEAVE_LISTEN_HOST: '0.0.0.0' };

it.each([
  ['on the machine itself when nothing is said', front, {}, '127.0.0.1'],
  ['where it listens', front, { CLEAVE_LISTEN_HOST: '10.0.0.7' }, '10.0.0.7'],
  ['at its address in the placement', till, wild, 'till-1'],
  ['where the setting says, before all others', till, { ...wild, CLEAVE_ADVERTISE_HOST: 'blue' }, 'blue'],
  ['at the only address of its machine when it listens on every one', second, wild, '10.1.0.2'],
])('a process is found %s', (_, seat, settings, host) => {
  expect(advertisedHost(seat, settings, ['10.1.0.2'])).toBe(host);
});

it.each([
  [['10.1.0.2', '172.17.0.1'], 'one of 10.1.0.2, 172.17.0.1'],
  [[], 'which has none but loopback'],
])('one that listens on every address of %j must say which', (addresses, words) => {
  expect(() => advertisedHost(front, { CLEAVE_LISTEN_HOST: '::' }, addresses)).toThrow(
    `CLEAVE_ADVERTISE_HOST: is required, since this process listens on ::: the host under which others reach this machine, ${words}`,
  );
});

it('what listens elsewhere than the rest is asked there', () => {
  expect([reachedAt('0.0.0.0', 'blue'), reachedAt('127.0.0.1', 'blue')]).toEqual(['blue', '127.0.0.1']);
});
