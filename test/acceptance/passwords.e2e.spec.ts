import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Api } from '#test/api';
import { Cleave } from '#test/cleave';
import { describeWithRedis } from '#test/redis';

/** The files below a folder in which a text stands. */
const filesWith = (folder: string, text: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => readFileSync(file).includes(text));

describeWithRedis('passwords that cross a Redis which is started here', () => {
  let cleave: Cleave;
  const folder = () => cleave.env.CLEAVE_DATA_DIR!;
  const password = `told-${randomBytes(8).toString('hex')}`;
  const ada = { email: 'ada@example.com', password };
  beforeAll(async () => {
    cleave = await Cleave.start({}, { split: 'users', transport: 'redis' });
    const api = new Api(cleave.url);
    expect(await api.post('/v1/users', { ...ada, name: 'Ada' })).toMatchObject({ status: 201 });
    expect(await api.post('/v1/sessions', ada)).toMatchObject({ status: 201 });
  });
  afterAll(() => cleave.discard());

  it('are in no file of the data folder, neither while it runs nor after the stop', async () => {
    expect(filesWith(folder(), password)).toEqual([]);
    expect(filesWith(folder(), cleave.operator.password)).toEqual([]);
    await cleave.stop();
    expect(filesWith(folder(), password)).toEqual([]);
    expect(filesWith(folder(), cleave.operator.password)).toEqual([]);
  });
});
