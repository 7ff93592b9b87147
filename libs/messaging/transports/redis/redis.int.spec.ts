import { describeWithRedis } from '#test/redis';
import { transportConformance } from '../conformance/transport-conformance.fixtures.js';
import { RedisLab } from './redis-lab.fixtures.js';

describeWithRedis('redis', () => transportConformance('redis', () => RedisLab.make(), ['wire', 'broker']));
