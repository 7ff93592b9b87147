import { describeWithRabbitmq, TestRabbitmq, transportOver } from '#test/rabbitmq';
import { oneTaker } from '../conformance/one-taker.fixtures.js';

describeWithRabbitmq('a counter in the database', () => {
  let rabbitmq: TestRabbitmq;
  beforeAll(async () => {
    rabbitmq = await TestRabbitmq.start();
  });
  afterAll(() => rabbitmq.stop());
  oneTaker('rabbitmq', (process) => transportOver(rabbitmq.url, process));
});
