import { FRAMES_TWICE } from '#libs/messaging';
import type { Placed } from '#test/cleave';
import { describeWithConsul, TestConsul } from '#test/consul';
import { OwnServer } from '#test/own-server';
import { describeWithRabbitmq, TestRabbitmq } from '#test/rabbitmq';
import { describeWithRedis, TestRedis } from '#test/redis';
import { waitFor } from '#test/wait-for';
import { isOfOrder, type Evidence } from './evidence.js';
import type { Fault } from './fault.js';
import { faultsOfProcesses } from './faults-of-processes.js';
import { faultsOfProviders } from './faults-of-providers.js';
import { agentAway, crash, fill, framesTwice, killed } from './faults-of-servers.js';
import { Look } from './look.js';
import { Stage, type Traced } from './stage.js';

// docs/faults.md is written from the same faults: npm run docs:faults

const PLACEMENT = 'placements/microservices.yaml';

describe('over TCP', () =>
  shows([...faultsOfProcesses, ...faultsOfProviders], { placement: PLACEMENT }, async () => ({
    CLEAVE_PROVIDER_SILENCE_MS: '6000',
  })));

describe('in one process', () => {
  let server: OwnServer;
  afterAll(() => server.discard());
  const faults = [crash(() => server), ...(OwnServer.canLimitFiles ? [fill(() => server)] : [])];
  shows(faults, {}, async () => {
    server = await OwnServer.start();
    return { CLEAVE_DATABASE_URL: server.adminUrl };
  });
});

describeWithRedis('over Redis', () => {
  let redis: TestRedis;
  afterAll(() => redis.stop());
  shows([framesTwice, killed('Redis', () => redis)], { placement: PLACEMENT, transport: 'redis' }, async () => {
    redis = await TestRedis.start();
    return { REDIS_URL: redis.url, FAULT: FRAMES_TWICE };
  });
});

describeWithRabbitmq('over RabbitMQ', () => {
  let rabbitmq: TestRabbitmq;
  afterAll(() => rabbitmq.stop());
  shows([killed('RabbitMQ', () => rabbitmq)], { placement: PLACEMENT, transport: 'rabbitmq' }, async () => {
    rabbitmq = await TestRabbitmq.start();
    return { RABBITMQ_URL: rabbitmq.url };
  });
});

describeWithConsul('found by Consul', () => {
  let consul: TestConsul;
  afterAll(() => consul.stop());
  shows([agentAway(() => consul)], { placement: PLACEMENT, discovery: 'consul' }, async () => {
    consul = await TestConsul.start();
    return { CONSUL_HTTP_ADDR: consul.address };
  });
});

function shows(
  faults: readonly Fault[],
  placed: Placed,
  settings: () => Promise<Readonly<Record<string, string>>>,
): void {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await settings(), placed);
  });
  afterAll(() => stage.close());

  const injected = faults.filter(({ strike }) => strike);
  it.each(injected.map((fault) => [fault.fault, fault] as const))('%s', async (_, fault) => {
    const { strike, during = [], heal, after = [], ends = 'confirmed' } = fault;
    const look = await Look.from(stage);
    let order: Traced | undefined;
    try {
      order = (await strike!(stage)) ?? undefined;
      await allSeen(look, during, order);
    } finally {
      await heal?.(stage); // the next fault is to be seen alone
    }
    if (order) await stage.final(order, ends);
    await allSeen(look, after, order);
    if (order) expect([...during, ...after].filter(isOfOrder)).not.toEqual([]);
  });
}

const allSeen = (look: Look, all: readonly Evidence[], order: Traced | undefined): Promise<void> =>
  waitFor(async () => {
    const missing = await Promise.all(all.map((evidence) => look.missing(evidence, order)));
    return missing.filter(Boolean).join('\n') || undefined;
  });
