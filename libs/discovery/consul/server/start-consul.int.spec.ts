import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { birthOf } from '#libs/processes';
import { child, firstLine, killed } from '#test/child';
import { describeWithConsul } from '#test/consul';
import { waitFor } from '#test/wait-for';
import { ConsulLab, untilKnown } from '../consul-lab.fixtures.js';
import { ConsulProcess } from './consul-process.js';
import { consulProgram } from './program.js';
import { startConsul } from './start-consul.js';

const dataDir = mkdtempSync(join(tmpdir(), 'cleave-consul-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
const isAlive = (pid: number): boolean => birthOf(pid) !== undefined;
const started = async (lines: string[] = []) => {
  const server = await startConsul({ dataDir, log: (line) => lines.push(line) });
  await server.ready;
  return server;
};

describeWithConsul('a Consul on this machine', () => {
  it('asks for a token, and comes back at its place when it is killed', async () => {
    const lines: string[] = [];
    const server = await started(lines);
    const lab = new ConsulLab(server);
    const stranger = new ConsulLab({ env: { ...server.env, CONSUL_HTTP_TOKEN: undefined } });
    try {
      const reader = await lab.open('orders');
      await lab.serve('orders', 'shop-1');
      await untilKnown(reader, 'orders', 'shop-1');
      await expect(stranger.open('orders')).rejects.toMatchObject({ code: 'consul.forbidden' });
      expect(readFileSync(`/proc/${server.pid}/cmdline`, 'utf8')).not.toContain(server.env.CONSUL_HTTP_TOKEN);
      expect(statSync(join(dataDir, 'consul', 'consul.json')).mode & 0o777).toBe(0o600);

      const { pid } = server;
      process.kill(pid, 'SIGKILL');
      await waitFor(async () => (server.pid === pid ? 'it has not been started again' : undefined));
      expect(lines).toEqual(['Consul has ended; it is started again']);
      await untilKnown(await lab.open('orders'), 'orders', 'shop-1');

      const second = await started();
      expect(second.env).toEqual(server.env);
      await second.stop();
      expect(isAlive(server.pid)).toBe(true);
    } finally {
      await lab.close();
      await server.stop();
    }
    expect(isAlive(server.pid)).toBe(false);
    expect(readdirSync(join(dataDir, 'consul')).toSorted()).toEqual(['consul.json', 'consul.log']);
  });

  it('does not outlive a process that is killed', async () => {
    const parent = child('hold-consul', dataDir);
    const pid = Number(await firstLine(parent));
    expect(isAlive(pid)).toBe(true);
    await killed(parent);
    await waitFor(async () => (isAlive(pid) ? `Consul ${pid} still runs` : undefined));
  });

  it('says why it does not start', async () => {
    const taken = await started();
    const place = { dir: join(dataDir, 'second'), ports: taken.place.ports };
    await expect(ConsulProcess.start(place)).rejects.toMatchObject({
      code: 'consul.cannot-start',
      message: expect.stringMatching(/^Consul does not start: .*address already in use/),
    });
    await taken.stop();
  });
});

it('says what to install', () => {
  expect(() => consulProgram('/nowhere')).toThrow(
    expect.objectContaining({
      code: 'consul.not-installed',
      message: expect.stringContaining('developer.hashicorp.com/consul/install'),
    }),
  );
});
