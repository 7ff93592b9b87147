import { Logger } from '@nestjs/common';
import { Config } from '#libs/config';
import type { Instance } from '#libs/discovery';
import { TcpProxy } from '#test/tcp-proxy';
import { waitFor } from '#test/wait-for';
import { Inn, requestOf } from '../conformance/inn.fixtures.js';
import { identityOf } from '../conformance/lab.fixtures.js';
import { openTransport, transportSections, type Transport } from '../index.js';

let known: Instance[];
let inns: Inn[];
let undo: (() => Promise<unknown>)[];
let guest: Transport;

const open = async (process: string, serves: readonly string[]): Promise<Transport> => {
  const transport = await openTransport('tcp', {
    process,
    ...identityOf(serves),
    listen: { host: '127.0.0.1', port: 0 },
    discovery: { instancesOf: () => known, close: () => Promise.resolve() },
    config: Config.read(transportSections, {}),
    logger: new Logger('tcp'),
  });
  undo.push(() => transport.close());
  return transport;
};

/** A process that serves the inn on a port that it was given by the kernel, and the way to it. */
async function inn(id: string) {
  const inn = new Inn(id);
  inns.push(inn);
  const transport = await open(id, ['inn']);
  await transport.serve([inn.server]);
  const proxy = await TcpProxy.before({ port: transport.port! });
  undo.push(() => proxy.close());
  return { inn, transport, proxy, instance: { id, host: '127.0.0.1', port: proxy.port } };
}

const ask = async (wants?: 'patience'): Promise<string> => {
  const reply = await guest.carrierTo('inn').request(requestOf({ text: 'well?', wants }, 30_000));
  return (JSON.parse((reply as { body: string }).body) as { by: string }).by;
};
const untilClosed = (proxy: TcpProxy) =>
  waitFor(async () => (proxy.connections ? `${proxy.connections} connections` : undefined));

beforeEach(async () => {
  Logger.overrideLogger(false);
  [known, inns, undo] = [[], [], []];
  guest = await open('guest-1', []);
});
afterEach(async () => {
  for (const inn of inns) inn.release();
  for (let step = undo.pop(); step; step = undo.pop()) await step();
});

it('a process that was given no port takes a free one and tells which', async () => {
  const [one, other] = [await inn('inn-1'), await inn('inn-2')];
  expect(one.transport.port).not.toBe(other.transport.port);
  expect(guest.port).toBeUndefined();
  known = [{ id: 'inn-1', host: '127.0.0.1', port: one.transport.port! }];
  expect(await ask()).toBe('inn-1');
});

it('one that has left the list answers what it was asked, gets nothing more, and its connection is closed', async () => {
  const [one, other] = [await inn('inn-1'), await inn('inn-2')];
  known = [one.instance];
  const asked = ask('patience');
  await waitFor(async () => (one.inn.begun.length ? undefined : 'it is not asked'));
  known = [other.instance];
  expect(await ask()).toBe('inn-2');
  expect(one.proxy.connections).toBe(1);
  one.inn.release();
  expect(await asked).toBe('inn-1');
  await untilClosed(one.proxy);
  expect(other.proxy.connections).toBe(1);
});

it('one that is back on another port is asked there at once, also after it did not answer at the old one', async () => {
  const one = await inn('inn-1');
  known = [one.instance];
  expect(await ask()).toBe('inn-1');
  one.proxy.cut();
  await expect(ask()).rejects.toThrow();
  const anew = await inn('inn-1');
  known = [anew.instance];
  expect(await ask()).toBe('inn-1');
  one.proxy.mend();
  await untilClosed(one.proxy);
});

it('another process at the address of one that has left is another instance', async () => {
  const one = await inn('inn-1');
  known = [one.instance];
  expect(await ask()).toBe('inn-1');
  known = [{ ...one.instance, id: 'inn-2' }];
  await expect(ask()).rejects.toThrow('inn-1 is there in place of inn-2');
});
