import { TcpProxy } from '#test/tcp-proxy';
import type { Network } from '../conformance/lab.fixtures.js';
import type { Transport } from '../transport.js';

/** Texts that are no call: nothing, no JSON, JSON of another shape. */
export const JUNK = [
  '',
  '\0\x01\xff',
  'null',
  '[]',
  '{"from":1}',
  '{"from":"x","until":"never","frame":{"messages":[null]}}',
] as const;

/** A proxy in front of one broker for each process, and the transports that were opened through them. */
export class ProxiedBroker {
  private readonly transports: Transport[] = [];
  private readonly ways = new Map<string, TcpProxy>();
  private readonly served = new Map<string, readonly string[]>();

  /** @param url  of the broker */
  constructor(private readonly url: string) {}

  /** @param openAt  opens the transport of a process at the URL of its proxy */
  async open(process: string, serves: readonly string[], openAt: (url: string) => Promise<Transport>) {
    const way = this.ways.get(process) ?? (await TcpProxy.before({ port: Number(new URL(this.url).port) }));
    this.ways.set(process, way);
    this.served.set(process, serves);
    const transport = await openAt(Object.assign(new URL(this.url), { port: way.port }).href);
    this.transports.push(transport);
    return transport;
  }

  /** @param garble  puts what is no call into the queues of these contexts */
  network(garble: (contexts: readonly string[]) => Promise<void>): Network {
    const wayOf = (process: string): TcpProxy => this.ways.get(process)!;
    return {
      mute: (process) => wayOf(process).mute(),
      unmute: (process) => wayOf(process).unmute(),
      cut: (process) => wayOf(process).cut(),
      mend: (process) => wayOf(process).mend(),
      tap: (process) => {
        wayOf(process).tap();
        return () => wayOf(process).heard;
      },
      garble: (process) => garble(this.served.get(process)!),
    };
  }

  async close(): Promise<void> {
    await Promise.all(this.transports.map((transport) => transport.close()));
    await Promise.all([...this.ways.values()].map((way) => way.close()));
  }
}
