import { Cleave } from '#test/cleave';
import { describeWithConsul, TestConsul } from '#test/consul';
import { scalesUnderLoad } from '#test/scaling-suite';

describeWithConsul('over TCP, found by Consul', () => {
  let consul: TestConsul;
  beforeAll(async () => void (consul = await TestConsul.start()));
  afterAll(() => consul.stop());

  scalesUnderLoad(() => {
    const settings = { CONSUL_HTTP_ADDR: consul.address, CLEAVE_MESSAGE_LOG: '1' };
    return Cleave.start(settings, { split: 'inventory,orders,payments', discovery: 'consul' });
  });
});
