import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectByTls } from 'node:tls';
import { Logger } from '@nestjs/common';
import { Config } from '#libs/config';
import type { Instance } from '#libs/discovery';
import { freePort } from '#libs/free-ports';
import { TcpProxy } from '#test/tcp-proxy';
import { Inn } from '../conformance/inn.fixtures.js';
import { identityOf, type Lab, type Network } from '../conformance/lab.fixtures.js';
import { openTransport, transportSections, type Transport, type TransportOptions } from '../index.js';
import { greet } from './greeting/index.js';
import { PacketSocket } from './packet-socket.js';
import { TcpIntruder } from './tcp-intruder.fixtures.js';
import { tlsOf } from './tls.js';

/** Simulated processes that are connected by TCP, each through a proxy of its own. */
export class TcpLab implements Lab {
  private readonly ways = new Map<string, { readonly port: number; readonly proxy: TcpProxy }>();
  private readonly instances: { readonly context: string; readonly instance: Instance }[] = [];
  private readonly transports: Transport[] = [];

  /** @param env  settings of the transport for each process */
  constructor(private readonly env: (process: string) => NodeJS.ProcessEnv = () => ({})) {}

  async open(
    process: string,
    serves: readonly string[] = [],
    { channels }: Pick<TransportOptions, 'channels'> = identityOf(serves),
  ): Promise<Transport> {
    const way = this.ways.get(process) ?? (await this.build(process, serves));
    const transport = await openTransport('tcp', {
      process,
      ...identityOf(serves),
      channels,
      listen: { host: '127.0.0.1', port: way.port },
      discovery: { instancesOf: (context) => this.instancesOf(context), close: () => Promise.resolve() },
      config: this.configOf(process),
      logger: new Logger('tcp'),
    });
    this.transports.push(transport);
    return transport;
  }

  async close(): Promise<void> {
    await Promise.all(this.transports.map((transport) => transport.close()));
    await Promise.all([...this.ways.values()].map(({ proxy }) => proxy.close()));
  }

  readonly network: Network = {
    mute: (process) => this.proxyOf(process).mute(),
    unmute: (process) => this.proxyOf(process).unmute(),
    cut: (process) => this.proxyOf(process).cut(),
    mend: (process) => this.proxyOf(process).mend(),
    tap: (process) => {
      this.proxyOf(process).tap();
      return () => this.proxyOf(process).heard;
    },
    garble: async (process) => {
      for (const bytes of GARBAGE) await this.send(process, bytes);
    },
  };

  readonly intruder = new TcpIntruder(
    (process) => this.connect(process),
    async (channels) => {
      const rogue = await this.open('inn-9', ['inn'], { channels });
      await rogue.serve([new Inn('inn-9').server]);
    },
  );

  /** The port on which it listens, without its proxy. */
  portOf(process: string): number {
    return this.ways.get(process)!.port;
  }

  /** Sends bytes as a foreign client would; resolves when they were read and the connection has ended. */
  async send(process: string, bytes: Buffer): Promise<void> {
    const socket = connect(this.portOf(process), '127.0.0.1').on('error', () => undefined);
    socket.resume().end(bytes);
    await new Promise((resolve) => socket.once('close', resolve));
  }

  /** An authenticated connection for the context `guest` that does not enforce any limit. */
  async proven(process: string): Promise<Socket> {
    const socket = connect(this.portOf(process), '127.0.0.1').on('error', () => undefined);
    const packets = new PacketSocket(socket);
    packets.trust(await greet(packets, { process: 'guest-9', ...identityOf([]) }, process));
    return socket;
  }

  /** With the certificate of a guest where processes show one. */
  private async connect(process: string): Promise<Socket> {
    const [tls, port] = [await tlsOf(this.configOf('guest-1')), this.portOf(process)];
    if (!tls) return connect(port, '127.0.0.1').on('error', () => undefined);
    const socket = connectByTls({ ...tls.client, port, host: '127.0.0.1' }).on('error', () => undefined);
    await once(socket, 'secureConnect');
    return socket;
  }

  private configOf(process: string): Config {
    return Config.read(transportSections, this.env(process));
  }

  private async build(process: string, serves: readonly string[]) {
    const port = await freePort();
    const way = { port, proxy: await TcpProxy.before({ host: '127.0.0.1', port }) };
    this.ways.set(process, way);
    const instance = { id: process, host: '127.0.0.1', port: way.proxy.port };
    this.instances.push(...serves.map((context) => ({ context, instance })));
    return way;
  }

  private instancesOf(context: string): readonly Instance[] {
    return this.instances.filter((known) => known.context === context).map(({ instance }) => instance);
  }

  private proxyOf(process: string): TcpProxy {
    return this.ways.get(process)!.proxy;
  }
}

const packet = (text: string): Buffer => {
  const bytes = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};
const GARBAGE: readonly Buffer[] = [
  Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'),
  Buffer.from('12#{"pattern":"inn.request"}'),
  randomBytes(100_000),
  Buffer.alloc(10),
  Buffer.from([0xff, 0xff, 0xff, 0xff]),
  packet('not JSON\n'),
  packet('[[-5],"1","inn.request",{}]\nxxxxx'),
  packet('[[1e9],"1","inn.request",{}]\nxxxxx'),
  packet('[[],"1","inn.request",null]\n'),
  packet('[[],"1","inn.frame",{"fields":[1,2,3,4]}]\n'),
  packet('[[],"1","nobody",null]\n'),
  packet('[[],null,"inn.request",null]\n'),
  packet(`${'['.repeat(500_000)}\n`),
];
