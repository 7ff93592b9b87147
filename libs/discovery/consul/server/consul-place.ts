import { randomBytes } from 'node:crypto';

/** Where an agent runs, and who may use it. */
export interface ConsulPlace {
  /** A folder for this agent only. Created when missing. */
  readonly dir: string;
  /** Of HTTP, RPC, and gossip in the local and the wide network, in this order. */
  readonly ports: readonly number[];
  /** Without it every process of this machine may register and find services. */
  readonly tokens?: Tokens;
  /** More of its configuration: developer.hashicorp.com/consul/docs/agent/config/config-files */
  readonly config?: Readonly<Record<string, unknown>>;
}

/** UUIDs. */
export interface Tokens {
  /** May do everything. */
  readonly admin: string;
  /** May register and find services, and nothing else. */
  readonly processes: string;
}

/** The agent's configuration, in a file, since other users can read a token on a command line. */
export function configOf({ ports: [http, server, lan, wan], tokens, config }: ConsulPlace) {
  const none = -1;
  const ports = { http, server, serf_lan: lan, serf_wan: wan, https: none, grpc: none, grpc_tls: none, dns: none };
  return {
    node_name: 'cleave',
    bind_addr: '127.0.0.1',
    client_addr: '127.0.0.1',
    encrypt: randomBytes(32).toString('base64'), // nobody else joins
    log_level: 'warn',
    disable_update_check: true, // it would ask a server of HashiCorp
    ...(tokens && { acl: aclOf(tokens) }),
    ...config,
    ports: { ...ports, ...(config?.ports as object) },
  };
}

const aclOf = ({ admin }: Tokens) => ({
  enabled: true,
  default_policy: 'deny',
  tokens: { initial_management: admin, agent: admin },
});
