import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contexts } from '#contexts';
import { dataFolder } from '#libs/config';
import { ControlError, type Command } from '#libs/hosting/control';
import { CommandServer, type Execute } from '#libs/hosting/control/server';
import { thisProcess } from '#libs/hosting/run-state';
import { cleaveCommand } from '#test/cleave-command';

const path = mkdtempSync(join(tmpdir(), 'cleave-scale-'));
const folder = dataFolder(path);
afterAll(() => rmSync(path, { recursive: true }));

const nobody = { url: 'http://127.0.0.1:1', operator: { email: 'a@b.c', password: 'not asked for' } };
const scale = (...args: readonly string[]) => cleaveCommand(nobody, ['scale', ...args], { CLEAVE_DATA_DIR: path });
const said = (text: string) => expect.stringContaining(text);

const since = new Date(Date.now() - 185_000).toISOString();
const rest = { name: 'rest', contexts: ['gateway', 'users'], replicas: [{ id: 'rest-1', state: 'ready', since }] };
const payments = {
  name: 'payments',
  contexts: ['payments'],
  replicas: [{ id: 'payments-1', pid: 7, state: 'ready', since }],
};

describe('where a supervisor runs', () => {
  let asked: Command[];
  let execute: Execute;
  let server: CommandServer;
  beforeAll(async () => {
    server = await CommandServer.open(path, (command, ...more) => (asked.push(command), execute(command, ...more)));
  });
  beforeEach(() => {
    asked = [];
    execute = () => Promise.resolve({ processes: [rest, payments] });
  });
  afterAll(() => server.stop());

  it('cleave scale shows the replicas of every process', async () => {
    const { code, stdout, stderr } = await scale();
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^replica +pid +state +for +contexts\nrest-1 +- +ready +3 min [5-9] s +gateway, users\npayments-1 +7 +ready +3 min [5-9] s +payments\n$/,
    );
  });

  it('cleave scale NAME shows one, or says what was probably meant', async () => {
    expect(JSON.parse((await scale('payments', '--json')).stdout)).toEqual({ processes: [payments] });
    expect(await scale('paymens')).toMatchObject({ code: 1, stderr: said('did you mean payments?') });
  });

  it('cleave scale NAME N says meanwhile what is done, and ends when it is', async () => {
    execute = async (_command, tell) => {
      tell('payments-2 is ready (pid 8)');
      return { ...payments, before: 1 };
    };
    const { code, stdout, stderr } = await scale('payments', '2', '--timeout', '30');
    expect([code, stderr, stdout]).toEqual([0, 'payments-2 is ready (pid 8)\n', said('payments-1')]);
    expect(asked).toEqual([{ command: 'scale', name: 'payments', replicas: 2, timeoutMs: 30_000 }]);
  });

  it('tells a refusal, to programs as well', async () => {
    execute = () => Promise.reject(new ControlError('scale.busy', 'Ask again when that is done.'));
    const { code, stdout, stderr } = await scale('payments', '2', '--json');
    expect([code, stderr]).toEqual([1, 'cleave: Ask again when that is done.\n']);
    expect(JSON.parse(stdout)).toEqual({ ok: false, code: 'scale.busy', message: 'Ask again when that is done.' });
  });

  it('does not understand that nobody shall serve a context', async () => {
    const ended = await scale('payments', '0');
    expect(ended).toEqual({ code: 2, stdout: '', stderr: said('It is a whole number from 1 to 32.') });
    expect(asked).toEqual([]);
  });
});

describe('where no supervisor runs', () => {
  const runs = (hosted: readonly string[]) =>
    folder.writeState('process.front-1', {
      ...thisProcess(),
      url: 'http://127.0.0.1:1',
      contexts: hosted,
      startedAt: '',
    });
  afterEach(() => folder.removeState('process.front-1'));

  it.each([
    ['nothing', undefined, 'Start one: npm start with --split or --placement.'],
    ['everything in one process', Object.keys(contexts.contexts), 'npm start -- --split payments --transport redis'],
    ['processes that were started one by one', ['users'], 'whatever started them adds and removes them'],
  ])('says so, and what there is: %s', async (_, hosted, reason) => {
    if (hosted) runs(hosted);
    const { code, stdout, stderr } = await scale('payments', '2', '--json');
    expect([code, stderr]).toEqual([3, said(reason)]);
    expect(JSON.parse(stdout)).toEqual({ ok: false, code: 'control.absent', message: said(reason) });
  });
});
