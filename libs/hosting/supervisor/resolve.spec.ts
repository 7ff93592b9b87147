import { contexts } from '../contexts.fixtures.js';
import { parsePlacement, splitPlacement } from '../placement/index.js';
import { resolved } from './resolve.js';

it('gives a port to whatever listens, each another', async () => {
  const { processes } = await resolved(contexts, splitPlacement(contexts, ['window', 'till']));
  const [rest, window, till] = processes;
  expect(window!.addresses).toBeUndefined();
  const ports = [rest!, till!].map(({ addresses }) => addresses![0]!.port);
  const all = [...ports, ...processes.flatMap(({ management }) => management!)];
  expect(new Set(all).size).toBe(5);
});

it('leaves the ports for others to the processes when Consul is told of them', async () => {
  const { processes } = await resolved(contexts, splitPlacement(contexts, ['till'], 'tcp', 'consul'));
  expect(processes.map(({ addresses }) => addresses)).toEqual([undefined, undefined]);
  expect(processes.map(({ management }) => management!.length)).toEqual([1, 1]);
});

it('leaves what the file says, but for one port that several replicas would share here', async () => {
  const placement = parsePlacement(
    `
processes:
  front: { contexts: [window, shop], address: '127.0.0.1:4100', management: 9100 }
  till: { replicas: 2, address: ['till-1:4100', 'till-2:4100'], management: 9101 }
databases:
  till: { url: '\${TILL_URL}', pool: 3 }
`,
    'two.yaml',
    contexts,
  );
  const { processes, databases } = await resolved(contexts, placement);
  expect(processes[0]).toMatchObject({ addresses: [{ host: '127.0.0.1', port: 4_100 }], management: [9_100] });
  expect(new Set(processes[1]!.management).size).toBe(2);
  expect(databases).toEqual({ till: { pool: 3 } });
});
