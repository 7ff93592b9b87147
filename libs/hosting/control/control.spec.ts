import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ask, ControlError } from './index.js';
import { CommandServer, type Execute } from './server/index.js';

const SILENCE = { silenceMs: 10_000 };
let folder: string;
let socket: string;
let server: CommandServer | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cleave-control-'));
  mkdirSync(join(folder, 'run'));
  socket = join(folder, 'run', 'supervisor.sock');
});
afterEach(async () => {
  await server?.stop();
  server = undefined;
  rmSync(folder, { recursive: true });
});

const open = async (execute: Execute, limits: Parameters<typeof CommandServer.open>[2] = {}): Promise<void> => {
  server = await CommandServer.open(folder, execute, limits);
};
const showsNothing: Execute = () => Promise.resolve({ processes: [] });
const show = () => ask(folder, { command: 'show' }, SILENCE);

/** What the server answers to somebody who writes this; `end`: and says that this is all. */
async function answerTo(written: string, { end = false } = {}): Promise<unknown> {
  const caller = connect(socket);
  if (end) caller.end(written);
  else caller.write(written);
  return JSON.parse(await text(caller));
}
const refusal = (code: string) => ({ error: { code, message: expect.any(String) } });

it('executes a command, tells what it does meanwhile, and returns the result', async () => {
  await open(async (command, tell) => {
    tell('it is done');
    return { command };
  });
  const told: string[] = [];
  const command = { command: 'scale', name: 'till', replicas: 3, timeoutMs: 1_000 } as const;
  expect(await ask(folder, command, { ...SILENCE, onProgress: (message) => told.push(message) })).toEqual({ command });
  expect(told).toEqual(['it is done']);
});

it('is for the user of the data folder alone', async () => {
  await open(showsNothing);
  expect(statSync(socket).mode & 0o777).toBe(0o600);
});

it.each([
  ['garbage', 'GET / HTTP/1.1\r\n\r\n', {}, 'control.invalid'],
  ['null', 'null\n', {}, 'control.invalid'],
  ['a list', '[]\n', {}, 'control.invalid'],
  ['an unknown command', '{"command":"halt"}\n', {}, 'control.unknown-command'],
  ['the name of a member of objects', '{"command":"constructor"}\n', {}, 'control.unknown-command'],
  ['no replica', '{"command":"scale","name":"till","replicas":0,"timeoutMs":1}\n', {}, 'control.invalid'],
  ['too many replicas', '{"command":"scale","name":"till","replicas":33,"timeoutMs":1}\n', {}, 'control.invalid'],
  ['a further member', '{"command":"show","as":"root"}\n', {}, 'control.invalid'],
  ['a line that is too long', `${'x'.repeat(5_000)}\n`, {}, 'control.too-long'],
  ['a line without an end', 'x'.repeat(5_000), {}, 'control.too-long'],
  ['a megabyte', 'x'.repeat(1_000_000), { end: true }, 'control.too-long'],
  ['half a line', '{"command":', { end: true }, 'control.incomplete'],
  ['nothing', '', { end: true }, 'control.incomplete'],
])('refuses %s', async (_, written, how, code) => {
  await open(showsNothing);
  expect(await answerTo(written, how)).toEqual(refusal(code));
  expect(await show()).toEqual({ processes: [] });
});

it.each([
  ['sends half a line', '{"command":'],
  ['says nothing', ''],
])('does not wait for a caller who %s', async (_, written) => {
  await open(showsNothing, { commandMs: 50 });
  expect(await answerTo(written)).toEqual(refusal('control.late'));
});

it('answers twenty callers at once, eight of them with what they want', async () => {
  const { promise: asked, resolve: go } = Promise.withResolvers<void>();
  await open(() => asked);
  const answers = Array.from({ length: 20 }, () => answerTo('{"command":"show"}\n'));
  let refused = 0;
  const { promise: twelve, resolve: enough } = Promise.withResolvers<void>();
  for (const one of answers) void one.then(() => ++refused === 12 && enough());
  await twelve;
  go();
  const all = await Promise.all(answers);
  expect(all.filter((answer) => 'error' in (answer as object))).toEqual(Array(12).fill(refusal('control.busy')));
});

it('goes on with what a caller has begun who has gone away', async () => {
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const { promise: gone, resolve: leave } = Promise.withResolvers<void>();
  await open(async (_command, tell) => {
    begin();
    await gone;
    tell('nobody listens');
    end();
  });
  const caller = connect(socket);
  caller.write('{"command":"show"}\n');
  await begun;
  caller.destroy();
  await once(caller, 'close');
  leave();
  await ended;
});

it('tells whoever waits that it stops, and leaves nothing behind', async () => {
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  let isStopping = false;
  await open(async (_command, _tell, stopping) => {
    begin();
    await once(stopping, 'abort');
    isStopping = true;
  });
  const waiting = expect(show()).rejects.toMatchObject({ code: 'control.stopping' });
  await begun;
  const silent = connect(socket).resume();
  await once(silent, 'connect');
  await server!.stop();
  await waiting;
  expect(isStopping).toBe(true);
  expect([socket, `${socket}.owner`].filter(existsSync)).toEqual([]);
  await expect(show()).rejects.toMatchObject({ code: 'control.absent' });
});

it('passes on the code of an error, and hides no bug', async () => {
  await open(() => Promise.reject(new ControlError('till.closed', 'It is night.')));
  await expect(show()).rejects.toMatchObject({ code: 'till.closed', message: 'It is night.' });
  await server!.stop();
  await open(() => Promise.reject(new TypeError('x is undefined')));
  await expect(show()).rejects.toMatchObject({ code: 'control.failed', message: 'x is undefined' });
});

it('replaces the socket that a killed run has left', async () => {
  const script = `require('node:net').createServer().listen(${JSON.stringify(socket)}, () => console.log())`;
  const killed = spawn(process.execPath, ['-e', script]);
  await once(killed.stdout, 'data');
  writeFileSync(`${socket}.owner`, JSON.stringify({ pid: killed.pid, birth: 1, name: 'supervisor' }));
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  expect(existsSync(socket)).toBe(true);
  await open(showsNothing);
  expect(await show()).toEqual({ processes: [] });
});

it('does not take the socket of another run that lives', async () => {
  await open(() => Promise.resolve('the first'));
  await expect(CommandServer.open(folder, showsNothing)).rejects.toMatchObject({ code: 'control.taken' });
  expect(await show()).toBe('the first');
});

it('says when the path of the data folder is too long for a socket', async () => {
  const long = join(folder, 'x'.repeat(100));
  const tooLong = {
    code: 'control.path-too-long',
    message: expect.stringMatching(/at most 103 bytes, and .* has \d+\. Set CLEAVE_DATA_DIR to a shorter one\.$/),
  };
  await expect(CommandServer.open(long, showsNothing)).rejects.toMatchObject(tooLong);
  expect(() => ask(long, { command: 'show' }, SILENCE)).toThrow(expect.objectContaining(tooLong));
});

it('gives up a supervisor that says nothing, and one that ends', async () => {
  const mute = createServer((caller) => void caller.resume()).listen(socket);
  await once(mute, 'listening');
  await expect(ask(folder, { command: 'show' }, { silenceMs: 50 })).rejects.toMatchObject({ code: 'control.silent' });
  mute.on('connection', (caller) => caller.destroy());
  await expect(show()).rejects.toMatchObject({ code: 'control.broken' });
  await new Promise((resolve) => mute.close(resolve));
});
