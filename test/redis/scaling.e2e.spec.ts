import { Cleave } from '#test/cleave';
import { describeWithRedis, TestRedis } from '#test/redis';
import { scalesUnderLoad } from '#test/scaling-suite';

describeWithRedis('over Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => void (redis = await TestRedis.start()));
  afterAll(() => redis.stop());

  scalesUnderLoad(() => {
    const settings = { REDIS_URL: redis.url, CLEAVE_MESSAGE_LOG: '1' };
    return Cleave.start(settings, { split: 'inventory,orders,payments', transport: 'redis' });
  });
});
