import { once } from 'node:events';
import { Logger } from '@nestjs/common';
import { Config } from '#libs/config';
import { staticDiscovery } from '#libs/discovery';
import { freePort } from '#libs/free-ports';
import type { Carrier } from '#libs/messaging';
import { needsOf, openTransport, transportSections, type TransportName } from '#libs/messaging/transports';
import { inRoot, ourEnvironment, startNode, stopped } from '../stage/child.js';
import { receiver } from './receiver.js';
import { RECEIVER, talk } from './shop-talk.js';

const START_MS = 30_000;
const STOP_MS = 10_000;

/** A connection to the receiver. */
export interface Way {
  readonly name: string;
  readonly carrier: Carrier;
  close(): Promise<void>;
}

/** The receiver in this process: the part of the cost that does not depend on the transport. */
export function inProcess(): Way {
  const server = receiver();
  return { name: 'in-process', carrier: server, close: () => server.drain() };
}

/** The receiver in another process, with a broker in a third where the transport needs one. */
export async function remote(name: TransportName, dataDir: string): Promise<Way> {
  const undo: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    for (let step = undo.pop(); step; step = undo.pop()) await step();
  };
  try {
    const { broker } = needsOf(name);
    const local = await broker?.start({ dataDir, log: () => undefined });
    undo.push(() => local?.stop());
    const settings = broker && local ? { [broker.variable]: local.url } : {};
    const port = await freePort();
    undo.push(
      await startReceiver({ ...ourEnvironment(), ...settings, BENCH_TRANSPORT: name, BENCH_PORT: String(port) }),
    );
    const transport = await openTransport(name, {
      process: 'sender-1',
      discovery: staticDiscovery({ [RECEIVER]: [{ id: 'receiver-1', host: '127.0.0.1', port }] }),
      ...talk(['gateway', 'orders']),
      config: Config.read(transportSections, settings),
      logger: new Logger('sender'),
    });
    undo.push(() => transport.close());
    return { name, carrier: transport.carrierTo(RECEIVER), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startReceiver(env: NodeJS.ProcessEnv): Promise<() => Promise<void>> {
  const child = startNode(['--max-semi-space-size=16', inRoot('dist/bench/transports/remote.js')], env);
  child.stderr!.pipe(process.stderr, { end: false });
  const stop = () => stopped(child, STOP_MS);
  try {
    const limit = AbortSignal.timeout(START_MS);
    const ended = once(child, 'exit', { signal: limit });
    await Promise.race([
      once(child, 'message', { signal: limit }),
      ended.then(() => Promise.reject(new Error('it ended'))),
    ]);
    return stop;
  } catch (error) {
    await stop();
    throw new Error(`the receiver did not start: ${(error as Error).message}`, { cause: error });
  }
}
