import { findConsul } from '#libs/discovery/consul/server';
import { findRabbitmq } from '#libs/messaging/transports/rabbitmq/server';
import { findRedisServer } from '#libs/messaging/transports/redis/server';

interface Server {
  /** The environment variable that names one. */
  readonly variable: string;
  /** Where it is on this machine; undefined: it is not. */
  readonly find: () => unknown;
  readonly wanted: string;
}

/** What a placement needs, by the end of its name. */
const SERVERS: Readonly<Record<string, Server>> = {
  redis: {
    variable: 'REDIS_URL',
    find: () => findRedisServer(),
    wanted: 'a redis-server on the PATH (apt-get install redis-server)',
  },
  rabbitmq: {
    variable: 'RABBITMQ_URL',
    find: () => findRabbitmq(),
    wanted: 'a RabbitMQ (apt-get install rabbitmq-server)',
  },
  consul: {
    variable: 'CONSUL_HTTP_ADDR',
    find: () => findConsul(),
    wanted: 'a consul on the PATH, or one at CONSUL_HTTP_ADDR',
  },
};

/** The server that this placement needs and that is not to be had; undefined: it can run. */
export function wantedBy(placement: string): string | undefined {
  const server = SERVERS[placement.split('/')[1] ?? ''];
  return server && !process.env[server.variable] && !server.find() ? server.wanted : undefined;
}
