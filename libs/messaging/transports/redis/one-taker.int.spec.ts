import { describeWithRedis, TestRedis, transportOver } from '#test/redis';
import { oneTaker } from '../conformance/one-taker.fixtures.js';

describeWithRedis('a counter in the database', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await TestRedis.start();
  });
  afterAll(() => redis.stop());
  oneTaker('redis', (process) => transportOver(redis, process));
});
