import { contexts } from '../../contexts.fixtures.js';
import { parsePlacement, splitPlacement } from '../../placement/index.js';
import { processMeant } from './process-meant.js';

const overRedis = parsePlacement(
  'transport: redis\nprocesses: { front: { contexts: [window] }, back: { contexts: [shop, till] } }',
  'two.yaml',
  contexts,
);
const meant = (placement: typeof overRedis, name: string) => () => processMeant(contexts, placement, name);
const refusal = (code: string, message: string) => expect.objectContaining({ code, message });

it.each(['back', 'shop', 'till'])('finds a process by its name and by what it hosts: %s', (name) => {
  expect(meant(overRedis, name)().name).toBe('back');
});

it('says what was probably meant', () => {
  expect(meant(overRedis, 'tills')).toThrow(
    refusal('scale.unknown', 'There is no process and no context "tills": did you mean till?'),
  );
  expect(meant(overRedis, 'paymasters')).toThrow(
    refusal(
      'scale.unknown',
      'There is no process and no context "paymasters"; known are front, window, back, shop, till',
    ),
  );
});

it('leaves the public port to one process, and says what to split off', () => {
  const why = (process: string) => `${process} hosts window, which opens the public port, so it has one replica.`;
  expect(meant(overRedis, 'front')).toThrow(refusal('scale.door', why('front')));
  const split = (context: string) =>
    `${why('rest')} Start another context in a process of its own (--split ${context}): then that one can be scaled.`;
  expect(meant(splitPlacement(contexts, ['till'], 'redis'), 'shop')).toThrow(refusal('scale.door', split('shop')));
  expect(meant(splitPlacement(contexts, ['till'], 'redis'), 'rest')).toThrow(refusal('scale.door', split('shop')));
});

it('adds one that Consul is told of', () => {
  expect(meant(splitPlacement(contexts, ['till'], 'tcp', 'consul'), 'till')().name).toBe('till');
});

it('does not add one that nobody would find', () => {
  expect(meant(splitPlacement(contexts, ['till'], 'tcp', 'consul'), 'till')().name).toBe('till');
  expect(meant(splitPlacement(contexts, ['till'], 'tcp'), 'till')).toThrow(
    expect.objectContaining({
      code: 'scale.fixed-addresses',
      message: expect.stringContaining('Start with --discovery consul, or --transport redis or rabbitmq'),
    }),
  );
});
