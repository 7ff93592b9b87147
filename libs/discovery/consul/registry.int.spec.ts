import { anyConsul, describeWithConsul, type AnyConsul } from '#test/consul';
import { waitFor } from '#test/wait-for';
import type { Registry } from '../registry.js';
import { ConsulLab, announced, idsOf, untilKnown } from './consul-lab.fixtures.js';

const portsOf = (registry: Registry) => registry.instancesOf('orders').map(({ port }) => port);

describeWithConsul(
  'processes that are found by Consul',
  () => {
    let consul: AnyConsul;
    let lab: ConsulLab;
    beforeAll(async () => {
      consul = await anyConsul();
      lab = new ConsulLab(consul);
    });
    afterEach(() => lab.close());
    afterAll(() => consul?.stop());

    it('are known when they come, and not when they have left', async () => {
      const reader = await lab.open('orders');
      expect(reader.instancesOf('orders')).toEqual([]);
      const { registry } = await lab.serve('orders', 'shop-1', 4_001);
      await lab.serve('orders', 'shop-2', 4_002);
      await untilKnown(reader, 'orders', 'shop-1', 'shop-2');
      expect(reader.instancesOf('orders')).toContainEqual({ id: 'shop-1', host: '127.0.0.1', port: 4_001 });
      await registry.withdraw();
      await untilKnown(reader, 'orders', 'shop-2');
    });

    it('are known to a process that is started later, from its beginning on', async () => {
      await lab.serve('orders', 'shop-1');
      expect(idsOf(await lab.open('orders', 'users'), 'orders')).toEqual(['shop-1']);
    });

    it('are not known when their check fails while another is there', async () => {
      const reader = await lab.open('orders');
      await lab.serve('orders', 'shop-1');
      const { fall } = await lab.serve('orders', 'shop-2');
      await untilKnown(reader, 'orders', 'shop-1', 'shop-2');
      fall();
      await untilKnown(reader, 'orders', 'shop-1');
    });

    it('are kept when all checks fail, which is told once', async () => {
      const reader = await lab.open('orders');
      const { fall } = await lab.serve('orders', 'shop-1');
      await untilKnown(reader, 'orders', 'shop-1');
      fall();
      await lab.told('orders; the last known ones are kept');
      expect(idsOf(reader, 'orders')).toEqual(['shop-1']);
    });

    it('replace their own entry after a restart, at another address', async () => {
      const reader = await lab.open('orders');
      const killed = await lab.serve('orders', 'shop-1', 4_001);
      await untilKnown(reader, 'orders', 'shop-1');
      killed.fall();
      await lab.serve('orders', 'shop-1', 4_002);
      await waitFor(async () =>
        portsOf(reader).join() === '4002' ? undefined : `its port is ${portsOf(reader).join()}`,
      );
    });

    it('leave the entry to another one of the same name, and say so', async () => {
      const reader = await lab.open('orders');
      const first = await lab.serve('orders', 'shop-1', 4_001);
      await lab.serve('orders', 'shop-1', 4_002);
      await lab.told('Another process has registered as');
      await first.registry.withdraw();
      expect(portsOf(reader)).toEqual([4_002]);
    });

    it('are not known as instances without a port', async () => {
      const reader = await lab.open('orders');
      const { url } = await lab.health();
      await (await lab.open()).announce([announced({ id: 'quiet-1', port: undefined, check: { url } })]);
      await lab.serve('orders', 'shop-1');
      await untilKnown(reader, 'orders', 'shop-1');
    });

    it('follow ten services over no more connections than they need', async () => {
      const contexts = Array.from({ length: 10 }, (_, n) => `context-${n}`);
      const reader = await lab.open(...contexts);
      const writer = await lab.open();
      const { url } = await lab.health();
      await writer.announce(contexts.map((context) => announced({ context, check: { url } })));
      for (const context of contexts) await untilKnown(reader, context, 'shop-1');
    });
  },
  'any',
);
