import { describeWithRabbitmq, TestRabbitmq } from '#test/rabbitmq';
import { rotation } from '#test/rotation.fixtures';

describeWithRabbitmq('over RabbitMQ', () => {
  let rabbitmq: TestRabbitmq;
  rotation('rabbitmq', async () => {
    rabbitmq = await TestRabbitmq.start();
    return { RABBITMQ_URL: rabbitmq.url };
  });
  afterAll(() => rabbitmq.stop());
});
