import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as tlsConnect } from 'node:tls';
import { Logger } from '@nestjs/common';
import { Authority, type Wish } from '#test/certificates';
import { Unreachable } from '../../errors.js';
import { requestOf } from '../conformance/inn.fixtures.js';
import { openGuest, openInn } from '../conformance/stay.fixtures.js';
import { transportConformance } from '../conformance/transport-conformance.fixtures.js';
import { TcpLab } from './tcp-lab.fixtures.js';

const HOSTS = ['127.0.0.1', 'localhost'];
const authority = new Authority('the company');
const stranger = new Authority('somebody else');

let folder: string;
let lab: TcpLab;
const envs: Record<string, NodeJS.ProcessEnv> = {};
beforeAll(async () => {
  Logger.overrideLogger(false);
  folder = await mkdtemp(join(tmpdir(), 'cleave-tls-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A guest and an inn, each with the certificate that it wishes. */
async function meet(guest: NodeJS.ProcessEnv, inn: NodeJS.ProcessEnv) {
  Object.assign(envs, { 'guest-1': guest, 'inn-1': inn });
  lab = new TcpLab((process) => envs[process]!);
  return { served: await openInn(lab), ...(await openGuest(lab)) };
}
const of = (wish: Partial<Wish>, by = authority) => by.equip(folder, { name: 'one', hosts: HOSTS, ...wish });

describe('with certificates', () => {
  afterEach(() => lab.close());

  it('both ends show theirs, and talk', async () => {
    const { ask } = await meet(await of({ name: 'guest' }), await of({ name: 'inn' }));
    expect(await ask('good evening')).toMatchObject({ text: 'good evening' });
  });

  it.each<[string, () => Promise<NodeJS.ProcessEnv>]>([
    ['of a foreign authority', () => of({ name: 'foreign' }, stranger)],
    ['that has expired', () => of({ name: 'old', until: new Date(Date.now() - 1_000) })],
    ['for another host', () => of({ name: 'other', hosts: ['inn.example'] })],
  ])('nothing is sent to an inn with one %s', async (_, inn) => {
    const { carrier, served } = await meet(await of({ name: 'guest' }), await inn());
    await expect(carrier.request(requestOf({ text: '?' }, 1_000))).rejects.toBeInstanceOf(Unreachable);
    expect(served.inn.begun).toEqual([]);
  });

  it.each<[string, () => Promise<NodeJS.ProcessEnv>]>([
    ['of a foreign authority', () => of({ name: 'foreign' }, stranger)],
    ['that has expired', () => of({ name: 'old', until: new Date(Date.now() - 1_000) })],
    ['missing', () => Promise.resolve({})],
  ])('nothing is taken from a guest with one %s', async (_, guest) => {
    const { carrier, served } = await meet(await guest(), await of({ name: 'inn' }));
    await expect(carrier.request(requestOf({ text: '?' }, 1_000))).rejects.toBeInstanceOf(Unreachable);
    expect(served.inn.begun).toEqual([]);
  });

  it('a TLS client without one, and a port scanner, get nothing and harm nobody', async () => {
    const { ask } = await meet(await of({ name: 'guest' }), await of({ name: 'inn' }));
    const port = lab.portOf('inn-1');
    const sockets = [
      tlsConnect({ port, host: '127.0.0.1', rejectUnauthorized: false }),
      connect(port, '127.0.0.1', function (this: import('node:net').Socket) {
        this.write('GET / HTTP/1.1\r\n\r\n');
      }),
    ];
    const heard = sockets.map(
      (socket) =>
        new Promise<boolean>((resolve) => {
          let hasHeard = false;
          socket.on('data', (bytes: Buffer) => (hasHeard ||= bytes.includes('hello'))).on('error', () => undefined);
          socket.on('close', () => resolve(hasHeard));
        }),
    );
    expect(await Promise.all(heard)).toEqual([false, false]);
    expect(await ask('good evening')).toMatchObject({ text: 'good evening' });
  });
});

describe('settings', () => {
  afterEach(() => lab.close());
  const open = (env: NodeJS.ProcessEnv) => (lab = new TcpLab(() => env)).open('one');

  it('are all three or none', async () => {
    const { CLEAVE_TCP_TLS_KEY, ...half } = await of({});
    expect(CLEAVE_TCP_TLS_KEY).toBeDefined();
    await expect(open(half)).rejects.toThrow('CLEAVE_TCP_TLS_KEY');
  });
  it('that name no file are told', async () => {
    await expect(open({ ...(await of({})), CLEAVE_TCP_TLS_CA: join(folder, 'none') })).rejects.toThrow('ENOENT');
  });
  it('with a key of another certificate are told', async () => {
    const { CLEAVE_TCP_TLS_KEY } = await of({ name: 'another' });
    await expect(open({ ...(await of({})), CLEAVE_TCP_TLS_KEY })).rejects.toThrow('certificate of this process');
  });
});

transportConformance(
  'TCP with TLS',
  async () => {
    const [guest, others] = [await of({ name: 'guest' }), await of({ name: 'others' })];
    return new TcpLab((process) => (process === 'guest-1' ? guest : others));
  },
  ['wire'],
);
