import { randomUUID } from 'node:crypto';
import { describeWithConsul, TestConsul } from '#test/consul';
import { announced, ConsulLab, untilKnown } from './consul-lab.fixtures.js';
import { rulesFor } from './rules.js';

const SERVICES = 'service_prefix "cleave-" { policy = "write" }';
const NODES = 'node_prefix "" { policy = "read" }';

describeWithConsul('a Consul that asks for a token', () => {
  let consul: TestConsul;
  beforeAll(async () => {
    consul = await TestConsul.start({ tokens: { admin: randomUUID(), processes: randomUUID() } });
  });
  afterAll(() => consul?.stop());
  const labs: ConsulLab[] = [];
  afterEach(async () => {
    for (const lab of labs.splice(0)) await lab.close();
  });
  /** Processes with a token that has these rights. */
  const labWith = async (Rules?: string) => {
    const CONSUL_HTTP_TOKEN = randomUUID();
    const policy = { Name: randomUUID(), Rules };
    if (Rules !== undefined) {
      await consul.ask('PUT', '/v1/acl/policy', policy);
      await consul.ask('PUT', '/v1/acl/token', { SecretID: CONSUL_HTTP_TOKEN, Policies: [{ Name: policy.Name }] });
    }
    const lab = new ConsulLab({ env: { ...consul.env, CONSUL_HTTP_TOKEN } });
    labs.push(lab);
    return { lab, token: CONSUL_HTTP_TOKEN };
  };

  it('takes one with the smallest rights, for everything', async () => {
    expect(rulesFor('cleave-')).toBe(`${SERVICES} ${NODES}`);
    const { lab } = await labWith(rulesFor('cleave-'));
    const reader = await lab.open('orders');
    const { registry } = await lab.serve('orders', 'shop-1');
    await lab.serve('orders', 'shop-2');
    await untilKnown(reader, 'orders', 'shop-1', 'shop-2');
    await consul.ask('PUT', '/v1/agent/service/deregister/cleave-orders-shop-2');
    await registry.withdraw();
    await untilKnown(reader, 'orders', 'shop-2');
    expect(lab.lines.filter((line) => line.includes('refuses'))).toEqual([]);
  });

  it.each([
    ['may do nothing', '', /lacks permission 'service:read' on "cleave-orders"/],
    [
      'may only read',
      'service_prefix "cleave-" { policy = "read" }',
      /lacks permission 'service:write' on "cleave-orders"/,
    ],
    [
      'may write others',
      'service_prefix "other-" { policy = "write" }',
      /lacks permission 'service:read' on "cleave-orders"/,
    ],
  ])('says what is missing to a token that %s', async (_, rules, reason) => {
    const { lab, token } = await labWith(rules);
    const started = async () => (await lab.open('orders')).announce([announced({})]);
    const error = await started().catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ code: 'consul.forbidden', message: expect.stringMatching(reason) });
    expect((error as Error).message).toContain(`it needs ${SERVICES} ${NODES}`);
    expect((error as Error).message).not.toContain(token);
  });

  it('says that it does not know a token', async () => {
    const { lab, token } = await labWith(undefined);
    const error = await lab.open('orders').catch((thrown: Error) => thrown);
    expect(error).toMatchObject({
      code: 'consul.unknown-token',
      message: expect.stringMatching(/does not know the token of CONSUL_HTTP_TOKEN: .*correct .*CONSUL_HTTP_TOKEN\.$/),
    });
    expect((error as Error).message).not.toContain(token);
  });

  it('says so to one without a token', async () => {
    const lab = new ConsulLab({ env: { ...consul.env, CONSUL_HTTP_TOKEN: undefined } });
    labs.push(lab);
    await expect(lab.open('orders')).rejects.toMatchObject({
      code: 'consul.forbidden',
      message: expect.stringContaining('to a process without CONSUL_HTTP_TOKEN'),
    });
  });

  it('says that nodes cannot be read, which leaves all instances out of every answer', async () => {
    const { lab } = await labWith(SERVICES);
    await lab.serve('orders', 'shop-1');
    await expect(lab.open('orders')).rejects.toMatchObject({
      code: 'consul.forbidden',
      message: expect.stringContaining(`a part of the answer was left out): it needs ${SERVICES} ${NODES}`),
    });
  });
});
