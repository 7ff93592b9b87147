import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts } from '#libs/free-ports';

/** Its ports on the loopback interface. */
export interface RabbitmqPorts {
  readonly port: number;
  /** Of the connections of `rabbitmqctl`. */
  readonly distPort: number;
  readonly epmdPort: number;
}

/** Where one RabbitMQ lives. */
export interface RabbitmqPlace extends RabbitmqPorts {
  /** A folder for this RabbitMQ only: data, log, and the secret that `rabbitmqctl` shows. Created when missing. */
  readonly dir: string;
  /** Of the user `cleave`, the only one. */
  readonly password: string;
  /** More lines of rabbitmq.conf. */
  readonly settings?: readonly string[];
}

export async function freeRabbitmqPorts(): Promise<RabbitmqPorts> {
  const [port, distPort, epmdPort] = await freePorts(3);
  return { port: port!, distPort: distPort!, epmdPort: epmdPort! };
}

export const urlOf = ({ port, password }: Pick<RabbitmqPlace, 'port' | 'password'>, vhost = '/'): string =>
  `amqp://cleave:${password}@127.0.0.1:${port}/${encodeURIComponent(vhost)}`;

export const logOf = ({ dir }: RabbitmqPlace): string => join(dir, 'rabbitmq.log');

/** Deletes what one that does not run has kept. */
export const wipe = ({ dir }: Pick<RabbitmqPlace, 'dir'>): void =>
  rmSync(join(dir, 'data'), { recursive: true, force: true });

/** Makes the folders and writes the configuration, which contains the password. */
export function prepare(place: RabbitmqPlace): void {
  for (const folder of ['home', 'data', 'log']) mkdirSync(join(place.dir, folder), { recursive: true, mode: 0o700 });
  writeFileSync(join(place.dir, 'rabbitmq.conf'), configuration(place), { mode: 0o600 });
}

const configuration = ({ password, settings = [] }: RabbitmqPlace): string =>
  [
    'default_user = cleave', // instead of guest, with all rights
    `default_pass = ${password}`,
    'vm_memory_high_watermark.absolute = 512MiB', // senders are blocked above it; their outboxes keep the messages
    'disk_free_limit.absolute = 100MB',
    'raft.wal_max_size_bytes = 33554432', // quorum queues keep so much in memory; the default is 512 MiB
    'log.connection.level = error', // four lines for each connection otherwise
    ...settings,
    '',
  ].join('\n');

/** Everything that the scripts of RabbitMQ read; nothing is inherited, since RABBITMQ_ variables of the user mean another broker. */
export const environmentOf = ({ dir, port, distPort, epmdPort }: RabbitmqPlace): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  LANG: 'C.UTF-8',
  HOME: join(dir, 'home'), // Erlang writes its cookie there
  RUNNING_UNDER_SYSTEMD: 'true', // the script replaces itself by the broker, so that signals reach it
  ERL_EPMD_PORT: String(epmdPort),
  ERL_EPMD_ADDRESS: '127.0.0.1',
  ERL_CRASH_DUMP: '/dev/null', // it would contain messages
  RABBITMQ_NODENAME: 'cleave@localhost', // the name of the machine may not resolve
  RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
  RABBITMQ_NODE_PORT: String(port),
  RABBITMQ_DIST_PORT: String(distPort),
  RABBITMQ_MNESIA_BASE: join(dir, 'data'),
  RABBITMQ_LOG_BASE: join(dir, 'log'),
  RABBITMQ_LOGS: '-',
  RABBITMQ_CONF_ENV_FILE: '/dev/null',
  RABBITMQ_CONFIG_FILE: join(dir, 'rabbitmq'), // without its .conf
  RABBITMQ_ENABLED_PLUGINS_FILE: join(dir, 'enabled_plugins'), // absent: none
  RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS:
    '-kernel inet_dist_use_interface {127,0,0,1} +S 2:2 +sbwt none +sbwtdcpu none +sbwtdio none',
});
