import { Logger, Module } from '@nestjs/common';
import { createServer, type AddressInfo } from 'node:net';
import { keysFromSecret, LOG_LEVELS_KEY } from '#libs/keys';
import { levelsIn, LineLogger } from '#libs/logging';
import { httpApp, listen } from '../http/index.js';
import { askLevels } from './index.js';
import { authorizationOf } from './proof.js';
import { serveLogLevels } from './server/index.js';

@Module({})
class EmptyModule {}

const limits = { keepAliveMs: 1_000, requestMs: 1_000, connections: 10, answerMs: 1_000, unreadBytes: 100_000 };
const key = keysFromSecret('the secret of an installation').of(LOG_LEVELS_KEY);
const emitter = { process: 'front', replica: '2' };
const said = (levels: string) => ({ ...emitter, levels });

let lines: string[];
let logger: LineLogger;
let url: string;
let stop: () => Promise<void>;
beforeEach(async () => {
  lines = [];
  logger = new LineLogger({
    format: 'text',
    levels: levelsIn('info,http=warn'),
    to: { write: (line) => void lines.push(line) },
  });
  Logger.overrideLogger(logger);
  const keys = keysFromSecret('the next secret of the installation', 'the secret of an installation');
  const configure = (made: Parameters<typeof serveLogLevels>[0]) => serveLogLevels(made, logger, keys, emitter);
  const { app } = await httpApp({ module: EmptyModule, logger, limits, configure, farewellMs: 0 });
  stop = () => app.close();
  url = await listen(app, 0, '127.0.0.1', 'PORT');
});
afterEach(async () => {
  Logger.overrideLogger(false);
  await stop();
});

it('shows the levels, changes those that are named, and takes it back; the log says so', async () => {
  expect(await askLevels(url, key)).toEqual(said('info,http=warn'));
  expect(await askLevels(url, key, { change: 'orders outbox=debug' })).toEqual(
    said('info,http=warn,orders outbox=debug'),
  );
  expect(await askLevels(`${url}/`, key, { change: 'error' })).toEqual(said('error,http=warn,orders outbox=debug'));
  expect(await askLevels(url, key, { reset: true })).toEqual(said('info,http=warn'));
  expect(lines).toEqual([
    expect.stringMatching(
      /WARN: \[log level\] log levels are info,http=warn,orders outbox=debug, and were info,http=warn from=127/,
    ),
    expect.stringContaining('log levels are error,http=warn,orders outbox=debug, and were info,'),
  ]);
});

it('while the secret is replaced, holders of either are served', async () => {
  const next = keysFromSecret('the next secret of the installation').of(LOG_LEVELS_KEY);
  expect(await askLevels(url, next, { change: 'warn' })).toEqual(said('warn,http=warn'));
});

const put = (path: string, authorization?: string, init: RequestInit = {}) =>
  fetch(`${url}${path}`, {
    method: 'PUT',
    ...init,
    headers: { ...init.headers, ...(authorization && { authorization }) },
  });
const path = '/log-level?change=fatal';

it.each([
  ['nothing', () => undefined],
  ['another key', () => authorizationOf(keysFromSecret('another').of(LOG_LEVELS_KEY), 'PUT', path)],
  [
    'the key of something else',
    () => authorizationOf(keysFromSecret('the secret of an installation').of('devices'), 'PUT', path),
  ],
  ['a proof for another method', () => authorizationOf(key, 'GET', path)],
  ['a proof for another change', () => authorizationOf(key, 'PUT', '/log-level?change=warn')],
  ['a proof of two minutes ago', () => authorizationOf(key, 'PUT', path, Date.now() - 120_000)],
  ['a proof of what is to come', () => authorizationOf(key, 'PUT', path, Date.now() + 120_000)],
  ['half a proof', () => authorizationOf(key, 'PUT', path).slice(0, -1)],
  ['a token', () => 'Bearer 2YotnFZFEjr1zCsicMWpAA'],
])('refuses who brings %s', async (_, authorization) => {
  const answer = await put(path, authorization());
  expect(answer.headers.get('www-authenticate')).toBe('Cleave-Log-Level');
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([401, 'log-level.not-allowed']);
  expect(logger.levels).toEqual(levelsIn('info,http=warn'));
  expect(lines).toEqual([
    expect.stringContaining('PUT /log-level is refused: 401 log-level.not-allowed from=127.0.0.1'),
  ]);
});

it.each([
  ['no change', ''],
  ['an empty one', '?change='],
  ['what is no level', '?change=loud'],
  ['what is no part', '?change=a%0Ab=info'],
  ['two', '?change=info&change=warn'],
  ['two kinds', '?change=info&reset=true'],
  ['something unknown', '?level=info'],
  ['no reset', '?reset=false'],
  ['too much', `?change=${'part=info,'.repeat(100)}info`],
])('refuses %s', async (_, query) => {
  const answer = await put(`/log-level${query}`, authorizationOf(key, 'PUT', `/log-level${query}`));
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([400, 'log-level.invalid']);
  expect(logger.levels).toEqual(levelsIn('info,http=warn'));
});

it('takes no body', async () => {
  const init = { body: '{"a":1}', headers: { 'content-type': 'application/json' } };
  expect((await put(path, authorizationOf(key, 'PUT', path), init)).status).toBe(413);
  expect(logger.levels).toEqual(levelsIn('info,http=warn'));
});

it('says of a process that is away, or silent, that it is not reached', async () => {
  const mute = createServer((socket) => void socket.resume()).listen(0, '127.0.0.1');
  await new Promise((resolve) => mute.once('listening', resolve));
  const at = `http://127.0.0.1:${(mute.address() as AddressInfo).port}`;
  const unreachable = { code: 'log-level.unreachable' };
  await expect(askLevels(at, key, undefined, 50)).rejects.toMatchObject(unreachable);
  await new Promise((resolve) => mute.close(resolve));
  await expect(askLevels(at, key)).rejects.toMatchObject(unreachable);
});
