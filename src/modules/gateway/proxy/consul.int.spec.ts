import { describeWithConsul, TestConsul } from '#test/consul';
import { waitFor } from '#test/wait-for';
import { ask, proxied, type Served } from './proxied.fixtures.js';

describeWithConsul('a route to a service in Consul', () => {
  const { service, door, stopAll } = proxied();
  let consul: TestConsul;
  beforeAll(async () => (consul = await TestConsul.start()));
  afterAll(() => consul?.stop());
  afterEach(stopAll);

  const named = (name: string): Promise<Served> => service((_, answer) => void answer.end(name));
  const register = (name: string, { port }: Served) =>
    consul.ask('PUT', '/v1/agent/service/register', { ID: name, Name: 'reports', Address: '127.0.0.1', Port: port });
  const opened = async () => {
    const before = process.env.CONSUL_HTTP_ADDR;
    process.env.CONSUL_HTTP_ADDR = consul.address;
    try {
      return await door('  /api: { to: consul:reports, access: public }\n');
    } finally {
      if (before === undefined) delete process.env.CONSUL_HTTP_ADDR;
      else process.env.CONSUL_HTTP_ADDR = before;
    }
  };
  /** Asks until those answer, and nobody else does any more. */
  const untilAnswered = (port: number, names: readonly string[]) =>
    waitFor(async () => {
      const answers = await Promise.all(Array.from({ length: 8 }, () => ask(port, '/api')));
      const by = [...new Set(answers.map(({ status, body }) => (status === 200 ? body : `${status}`)))].toSorted();
      return by.join() === names.join() ? undefined : `it is answered by ${by.join()}`;
    });

  it('finds those that come, leaves those that go, and closes their connections', async () => {
    const { port } = await opened();
    expect((await ask(port, '/api')).json).toMatchObject({ status: 502, code: 'upstream.unreachable' });
    const [one, two] = [await named('one'), await named('two')];
    await register('one', one);
    await untilAnswered(port, ['one']);
    await register('two', two);
    await untilAnswered(port, ['one', 'two']);
    await consul.ask('PUT', '/v1/agent/service/deregister/one');
    await untilAnswered(port, ['two']);
    await waitFor(async () => (one.sockets.size ? `${one.sockets.size} connections` : undefined));
  });

  it('asks one that is back on another port there', async () => {
    const { port } = await opened();
    await register('two', await named('two'));
    await untilAnswered(port, ['two']);
    await register('two', await named('two again'));
    await untilAnswered(port, ['two again']);
  });
});
