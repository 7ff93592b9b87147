import type { Placed } from '#test/cleave';

const REPLICAS = 'test/placements/replicas.yaml';

/** Where the acceptance suites run, by the name that `--only` takes; what follows the stroke may need a server (servers.ts). */
export const PLACEMENTS: Readonly<Record<string, Placed>> = {
  monolith: {},
  'split-payments': { placement: 'placements/split-payments.yaml' },
  'pairs/tcp': { placement: 'placements/pairs.yaml' },
  'pairs/redis': { placement: 'placements/pairs.yaml', transport: 'redis' },
  'pairs/rabbitmq': { placement: 'placements/pairs.yaml', transport: 'rabbitmq' },
  'microservices/tcp': { placement: 'placements/microservices.yaml' },
  'microservices/redis': { placement: 'placements/microservices.yaml', transport: 'redis' },
  'microservices/rabbitmq': { placement: 'placements/microservices.yaml', transport: 'rabbitmq' },
  'microservices/consul': { placement: 'test/placements/consul.yaml' },
  'replicas/tcp': { placement: REPLICAS },
  'replicas/redis': { placement: REPLICAS, transport: 'redis' },
  'replicas/rabbitmq': { placement: REPLICAS, transport: 'rabbitmq' },
};

/** How often every frame is delivered. */
export const FRAMES = ['once', 'twice'] as const;
export type Frames = (typeof FRAMES)[number];
