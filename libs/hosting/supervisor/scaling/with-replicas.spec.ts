import { contexts } from '../../contexts.fixtures.js';
import { parsePlacement, writePlacement } from '../../placement/index.js';
import { withReplicas } from './with-replicas.js';

const placement = parsePlacement(
  `
discovery: consul
processes:
  front: { contexts: [window, shop], management: 9100 }
  till: { replicas: 2, address: [till-1:4100, till-2:4100], management: [9101, 9102] }
`,
  'two.yaml',
  contexts,
);

it.each([
  [3, [9_103], [9_101, 9_102, 9_103]],
  [1, [], [9_101]],
])('%i replicas have a management port each, and none has an address that others would have to know', (...args) => {
  const [replicas, newPorts, management] = args;
  const changed = withReplicas(placement, 'till', replicas, newPorts);
  expect(changed.processes[0]).toBe(placement.processes[0]);
  expect(changed.processes[1]).toEqual({ ...placement.processes[1], replicas, management, addresses: undefined });
  const read = parsePlacement(writePlacement(changed), 'two.yaml', contexts);
  expect(read.processes[1]).toMatchObject({ replicas, management });
});
