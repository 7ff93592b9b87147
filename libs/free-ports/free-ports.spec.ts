import { createServer, type AddressInfo } from 'node:net';
import { freePort, freePorts } from './index.js';

/** From here on Linux lends ports to outgoing connections, other systems from a higher one. */
const LENT_FROM = 32_768;

it('gives none on which an outgoing connection may sit before one listens', async () => {
  for (const port of await freePorts(100)) expect(port).toBeLessThan(LENT_FROM);
});

it('gives as many as are asked for, each another', async () => {
  expect(new Set(await freePorts(100)).size).toBe(100);
});

it('gives one on which one can listen', async () => {
  const port = await freePort();
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  expect((server.address() as AddressInfo).port).toBe(port);
  await new Promise((resolve) => server.close(resolve));
});
