import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { Api } from '#test/api';
import { Cleave } from '#test/cleave';
import { describeWithRedis } from '#test/redis';
import { waitFor } from '#test/wait-for';

/** The files below a folder in which a text stands. */
const filesWith = (folder: string, text: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => readFileSync(file).includes(text));

/**
 * Watches the Redis that the supervisor has started. On a socket of our own: ioredis takes a line of MONITOR for the answer
 * to a command when it arrives in one packet with the `+OK` before it.
 */
function monitorOf(folder: string, told: (text: string) => void): Socket {
  const { place } = JSON.parse(readFileSync(join(folder, 'run', 'redis.json'), 'utf8')) as { place: { port: number } };
  const socket = connect(place.port, '127.0.0.1');
  socket.setEncoding('utf8').on('data', told);
  socket.write(`AUTH ${readFileSync(join(folder, 'secrets', 'redis'), 'utf8')}\r\nMONITOR\r\n`);
  return socket;
}

describeWithRedis('passwords that cross a Redis which is started here', () => {
  let cleave: Cleave;
  let monitor: Socket;
  /** What the broker was told, as MONITOR shows it. */
  let told = '';
  const folder = () => cleave.env.CLEAVE_DATA_DIR!;
  const ada = { email: 'ada@example.com', password: `told-${randomBytes(8).toString('hex')}` };
  const passwords = () => [ada.password, cleave.operator.password];
  beforeAll(async () => {
    cleave = await Cleave.start({ CLEAVE_MESSAGE_LOG: '1' }, { split: 'users', transport: 'redis' });
    monitor = monitorOf(folder(), (text) => (told += text));
    await waitFor(async () => (told.startsWith('+OK\r\n+OK\r\n') ? undefined : `MONITOR on: ${told}`));
    const api = new Api(cleave.url);
    expect(await api.post('/v1/users', { ...ada, name: 'Ada' })).toMatchObject({ status: 201 });
    expect(await api.post('/v1/sessions', ada)).toMatchObject({ status: 201 });
    expect(await api.post('/v1/sessions', { ...ada, password: `${ada.password}?` })).toMatchObject({ status: 401 });
  });
  afterAll(async () => {
    monitor?.destroy();
    await cleave.discard();
  });

  it('are told to nobody but their receiver', () => {
    expect(told).toContain('users.register-user.v1');
    expect(told).toContain('users.authenticate.v1');
    expect(passwords().filter((password) => told.includes(password))).toEqual([]);
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
