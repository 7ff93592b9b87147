import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { waitFor } from '#test/wait-for';
import { Pulse } from './pulse.js';

let server: Server;
let answers = 0;
let isMute = false;
let pulse: Pulse;
let wasFound = 0;
beforeEach(async () => {
  isMute = false;
  answers = wasFound = 0;
  server = createServer((_, response) => {
    if (isMute) return;
    answers++;
    response.writeHead(503).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  pulse.end();
  server.close().closeAllConnections();
});

const portOf = (): number => (server.address() as AddressInfo).port;
const begin = (port: number, startMs = 60_000): void =>
  void (pulse = new Pulse({ port, startMs, muteMs: 100, onMute: () => wasFound++ }));

it('takes any answer for a sign of life, and notices when there is none any more', async () => {
  begin(portOf());
  await waitFor(async () => (answers > 8 ? undefined : `${answers} answers`));
  expect(wasFound).toBe(0);
  isMute = true;
  await waitFor(async () => (wasFound ? undefined : 'it was not found mute'));
});

it('gives a process time for its first answer, but not for ever', async () => {
  const port = portOf();
  server.close();
  begin(port, 300);
  await waitFor(async () => (wasFound ? undefined : 'it was not found mute'));
});
