import { contexts } from '../contexts.fixtures.js';
import { parsePlacement, splitPlacement } from '../placement/index.js';
import { shareOf } from '../share.js';
import { calledByAddress, listeners, requireAddresses } from './addresses.js';
import { instancesIn } from './instances.js';
import { wiringOf } from './wiring.js';

const placement = parsePlacement(
  `
processes:
  front: { contexts: [window] }
  back: { contexts: [shop], address: 'back:4100' }
  bank: { contexts: [till], replicas: 2, address: ['bank-1:4100', 'bank-2:4100'] }
pairs:
  - { between: [shop, till], transport: redis }
`,
  'three.yaml',
  contexts,
);
const wiring = (process: string) => {
  const hosted = placement.processes.find(({ name }) => name === process)!;
  return Object.fromEntries(wiringOf(placement, shareOf(contexts, hosted)));
};

describe('the wiring of a process', () => {
  it('has each transport that touches it, with what others reach over it', () => {
    expect(wiring('back')).toEqual({ tcp: ['shop'], redis: ['shop'] });
  });
  it('leads nobody to the door', () => {
    expect(wiring('front')).toEqual({ tcp: [] });
  });
  it('is empty where everything is at home', () => {
    const all = { contexts: ['window', 'shop', 'till'] };
    expect(wiringOf(placement, shareOf(contexts, all))).toEqual(new Map());
  });
});

it('whoever is reached from process to process must be found', () => {
  expect(listeners(contexts, placement).map(({ name }) => name)).toEqual(['back', 'bank']);
  expect(() => requireAddresses(contexts, placement)).not.toThrow();
  expect(() => requireAddresses(contexts, splitPlacement(contexts, ['till']))).toThrow(
    /^--split till does not say where to find rest, till: give each an `address`/,
  );
  expect(() => requireAddresses(contexts, splitPlacement(contexts, ['till'], 'redis'))).not.toThrow();
  expect(() => requireAddresses(contexts, splitPlacement(contexts, ['till'], 'tcp', 'consul'))).not.toThrow();
});

it('of others those contexts are followed that are called from process to process', () => {
  const followed = (process: string) => {
    const hosted = placement.processes.find(({ name }) => name === process)!;
    return calledByAddress(contexts, placement, shareOf(contexts, hosted));
  };
  expect([followed('front'), followed('back'), followed('bank')]).toEqual([['shop', 'till'], [], []]);
});

it('instances are known by process and replica', () => {
  expect(instancesIn(placement)['till']).toEqual([
    { id: 'bank-1', host: 'bank-1', port: 4_100 },
    { id: 'bank-2', host: 'bank-2', port: 4_100 },
  ]);
});
