import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { Api } from '#test/api';
import { Cleave } from '#test/cleave';
import { describeWithRedis } from '#test/redis';

/** The files below a folder in which a text stands. */
const filesWith = (folder: string, text: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => readFileSync(file).includes(text));

/** Of the Redis that the supervisor has started. */
function brokerOf(folder: string): string {
  const { place } = JSON.parse(readFileSync(join(folder, 'run', 'redis.json'), 'utf8')) as { place: { port: number } };
  return `redis://:${readFileSync(join(folder, 'secrets', 'redis'), 'utf8')}@127.0.0.1:${place.port}/0`;
}

describeWithRedis('passwords that cross a Redis which is started here', () => {
  let cleave: Cleave;
  /** What the broker was told, as MONITOR shows it. */
  const told: string[] = [];
  const folder = () => cleave.env.CLEAVE_DATA_DIR!;
  const ada = { email: 'ada@example.com', password: `told-${randomBytes(8).toString('hex')}` };
  const passwords = () => [ada.password, cleave.operator.password];
  beforeAll(async () => {
    cleave = await Cleave.start({ CLEAVE_MESSAGE_LOG: '1' }, { split: 'users', transport: 'redis' });
    const redis = new Redis(brokerOf(folder()));
    const monitor = await redis.monitor();
    monitor.on('monitor', (_time: string, words: string[]) => told.push(words.join(' ')));
    const api = new Api(cleave.url);
    expect(await api.post('/v1/users', { ...ada, name: 'Ada' })).toMatchObject({ status: 201 });
    expect(await api.post('/v1/sessions', ada)).toMatchObject({ status: 201 });
    expect(await api.post('/v1/sessions', { ...ada, password: `${ada.password}?` })).toMatchObject({ status: 401 });
    monitor.disconnect();
    redis.disconnect();
  });
  afterAll(() => cleave.discard());

  it('are told to nobody but their receiver', () => {
    const all = told.join('\n');
    expect(all).toContain('users.register-user.v1');
    expect(all).toContain('users.authenticate.v1');
    expect(passwords().filter((password) => all.includes(password))).toEqual([]);
  });

  it('are in no line of the log', () => {
    expect(cleave.output).toContain('register-user');
    expect(passwords().filter((password) => cleave.output.includes(password))).toEqual([]);
  });

  it('are in no file of the data folder, neither while it runs nor after the stop', async () => {
    expect(passwords().flatMap((password) => filesWith(folder(), password))).toEqual([]);
    await cleave.stop();
    expect(passwords().flatMap((password) => filesWith(folder(), password))).toEqual([]);
  });
});
