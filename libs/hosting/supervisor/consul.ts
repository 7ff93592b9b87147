import type { Placement } from '../placement/index.js';
import type { Shutdown } from '../shutdown.js';

export interface UsedConsul {
  /** The variables with which a process finds it, unless the environment has them. */
  readonly env: Readonly<Record<string, string>>;
  /** For people. */
  readonly text: string;
}

/** The Consul of a placement: that of the environment, or one that is started. Undefined: the placement needs none. */
export async function consulFor(
  { discovery }: Placement,
  options: { readonly dataDir: string; readonly log: (line: string) => void },
  shutdown: Shutdown,
): Promise<UsedConsul | undefined> {
  if (discovery === 'static') return undefined;
  const { CONSUL_HTTP_ADDR: given, CONSUL_HTTP_ADDR_FILE: file } = process.env;
  if (given || file) return { env: {}, text: `Consul at ${given ?? 'what CONSUL_HTTP_ADDR_FILE names'}` };
  const { startConsul } = await import('#libs/discovery/consul/server');
  const server = await startConsul(options);
  shutdown.add('Consul', () => server.stop());
  await server.ready;
  return { env: server.env, text: `Consul at ${server.env.CONSUL_HTTP_ADDR}, started by Cleave` };
}
