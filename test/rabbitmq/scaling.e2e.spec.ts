import { Cleave } from '#test/cleave';
import { describeWithRabbitmq, TestRabbitmq } from '#test/rabbitmq';
import { scalesUnderLoad } from '#test/scaling-suite';

describeWithRabbitmq('over RabbitMQ', () => {
  let rabbitmq: TestRabbitmq;
  beforeAll(async () => void (rabbitmq = await TestRabbitmq.start()));
  afterAll(() => rabbitmq.stop());

  scalesUnderLoad(() => {
    const settings = { RABBITMQ_URL: rabbitmq.url, CLEAVE_MESSAGE_LOG: '1' };
    return Cleave.start(settings, { split: 'inventory,orders,payments', transport: 'rabbitmq' });
  });
});
