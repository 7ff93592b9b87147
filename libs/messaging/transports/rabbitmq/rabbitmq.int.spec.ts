import { describeWithRabbitmq, TestRabbitmq } from '#test/rabbitmq';
import { transportConformance } from '../conformance/transport-conformance.fixtures.js';
import { RabbitLab } from './rabbit-lab.fixtures.js';

describeWithRabbitmq('the transport', () => {
  let rabbitmq: TestRabbitmq;
  beforeAll(async () => {
    rabbitmq = await TestRabbitmq.start();
  });
  afterAll(() => rabbitmq.stop());
  transportConformance('RabbitMQ', () => RabbitLab.make(rabbitmq), ['wire', 'broker']);
});
