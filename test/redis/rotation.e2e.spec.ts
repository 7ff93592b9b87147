import { describeWithRedis, TestRedis } from '#test/redis';
import { rotation } from '#test/rotation.fixtures';

describeWithRedis('over Redis', () => {
  let redis: TestRedis;
  rotation('redis', async () => {
    redis = await TestRedis.start();
    return { REDIS_URL: redis.url };
  });
  afterAll(() => redis.stop());
});
