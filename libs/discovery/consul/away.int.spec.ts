import { describeWithConsul, TestConsul } from '#test/consul';
import { waitFor } from '#test/wait-for';
import { announced, ConsulLab, idsOf, untilKnown } from './consul-lab.fixtures.js';
import type { Registry } from '../registry.js';

const ENTRIES = ['cleave-orders-shop-1', 'cleave-orders-shop-2'];

describeWithConsul('an agent that is away', () => {
  let consul: TestConsul;
  let lab: ConsulLab;
  let reader: Registry;
  beforeEach(async () => {
    consul = await TestConsul.start();
    lab = new ConsulLab(consul);
    reader = await lab.open('orders');
    for (const id of ['shop-1', 'shop-2']) await lab.serve('orders', id);
    await untilKnown(reader, 'orders', 'shop-1', 'shop-2');
  });
  afterEach(async () => {
    await lab.close();
    await consul.stop();
  });
  const untilRegistered = () =>
    waitFor(async () => {
      const ids = (await consul.ids()).join();
      return ids === ENTRIES.join() ? undefined : `registered: ${ids}`;
    });
  /** Every list that callers see meanwhile. */
  const watched = () => {
    const lists = new Set<string>();
    const timer = setInterval(() => lists.add(idsOf(reader, 'orders').join()), 5);
    return () => {
      clearInterval(timer);
      return [...lists];
    };
  };

  it('and comes back with nothing takes nobody from a list, and hears of everybody again', async () => {
    const lists = watched();
    await consul.kill9();
    await waitFor(async () => (reader.trouble() ? undefined : 'nobody misses it'));
    await consul.restart();
    expect(await consul.ids()).toEqual([]);
    await untilRegistered();
    await waitFor(async () => reader.trouble());
    expect(lists()).toEqual(['shop-1,shop-2']);
    await lab.serve('orders', 'shop-3');
    await untilKnown(reader, 'orders', 'shop-1', 'shop-2', 'shop-3');
  });

  it('is told once when it goes, and once when it is back', async () => {
    await consul.kill9();
    await waitFor(async () => (reader.trouble() ? undefined : 'nobody misses it'));
    const other = await lab.open().catch((error: Error) => error);
    expect(other).toMatchObject({
      code: 'consul.unreachable',
      message: expect.stringMatching(/start it, or correct CONSUL_HTTP_ADDR/),
    });
    await consul.restart();
    await waitFor(async () => reader.trouble());
    const ofReader = lab.lines.filter((line) => line.includes('the last known instances are kept'));
    expect(ofReader.length).toBe(6); // of three processes
    expect(ofReader.filter((line) => line.includes('is over after'))).toHaveLength(3);
  });

  it('in the middle of a call, as one that is frozen, takes nobody from a list either', async () => {
    consul.freeze();
    await lab.told('it says nothing in time');
    expect(idsOf(reader, 'orders')).toEqual(['shop-1', 'shop-2']);
    consul.thaw();
    await lab.serve('orders', 'shop-3');
    await untilKnown(reader, 'orders', 'shop-1', 'shop-2', 'shop-3');
  });

  it.each(['killed', 'frozen'])('delays nobody who leaves by more than a second (%s)', async (how) => {
    const { registry } = await lab.serve('users', 'people-1');
    if (how === 'killed') await consul.kill9();
    else consul.freeze();
    await registry.withdraw();
    await registry.withdraw();
    await lab.told('the entries of this process leave when their check has failed for a minute');
  });

  it('takes a process that was ready meanwhile', async () => {
    const writer = await lab.open();
    const { url } = await lab.health();
    await consul.kill9();
    await writer.announce([announced({ id: 'shop-3', check: { url } })]);
    await consul.restart();
    await untilKnown(reader, 'orders', 'shop-1', 'shop-2', 'shop-3');
  });

  it('has a process registered again that somebody has taken out', async () => {
    await consul.ask('PUT', `/v1/agent/service/deregister/${ENTRIES[0]}`);
    await untilRegistered();
    await untilKnown(reader, 'orders', 'shop-1', 'shop-2');
  });
});
