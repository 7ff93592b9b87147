import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { thisProcess } from '#libs/hosting/run-state';
import { Api } from './api.js';
import { EXIT } from './failure.js';
import { signedIn } from './operator.js';

/** An HTTP server that accepts every login and records its body. */
class Door {
  readonly seen: unknown[] = [];
  private readonly server: Server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    void json(request).then((body) => {
      this.seen.push(body);
      response.end('{"accessToken":"t"}');
    });
  });

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }
  close(): void {
    this.server.close();
  }
}

const before = { ...process.env };
const [here, elsewhere] = [new Door(), new Door()];
const ofFolder = { email: 'operator@cleave.example', password: 'of the folder' };
const ofEnv = { email: 'ops@example.org', password: 'of the environment' };
let folder: string;

beforeAll(() => Promise.all([here.open(), elsewhere.open()]));
afterAll(() => [here, elsewhere].forEach((door) => door.close()));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cleave-cli-'));
  process.env = { ...before, CLEAVE_DATA_DIR: folder };
  for (const name of ['URL', 'OPERATOR_EMAIL', 'OPERATOR_PASSWORD']) delete process.env[`CLEAVE_${name}`];
  mkdirSync(join(folder, 'run'));
  leave('process.monolith-1', runningAt(here.url));
  leave('operator', ofFolder);
  [here, elsewhere].forEach(({ seen }) => seen.splice(0));
});
afterEach(() => {
  process.env = { ...before };
  rmSync(folder, { recursive: true });
});

const leave = (name: string, state: object) =>
  writeFileSync(join(folder, 'run', `${name}.json`), JSON.stringify(state));
const runningAt = (url: string) => ({ ...thisProcess(), url, startedAt: '2026-01-01' });
const environment = (url?: string) =>
  Object.assign(process.env, {
    CLEAVE_OPERATOR_EMAIL: ofEnv.email,
    CLEAVE_OPERATOR_PASSWORD: ofEnv.password,
    ...(url && { CLEAVE_URL: url }),
  });

it('finds the system of the data folder, and its operator', async () => {
  expect((await signedIn({})).url).toBe(here.url);
  expect(here.seen).toEqual([ofFolder]);
});

it('asks in the name of whoever the environment names', async () => {
  environment();
  await signedIn({});
  expect(here.seen).toEqual([ofEnv]);
});

it('asks the system that is named', async () => {
  environment(elsewhere.url);
  await signedIn({});
  await signedIn({ url: `${elsewhere.url}/` });
  expect([here.seen, elsewhere.seen]).toEqual([[], [ofEnv, ofEnv]]);
});

it('tells the password of the data folder to no other system', async () => {
  await expect(signedIn({ url: elsewhere.url })).rejects.toMatchObject({ exitCode: EXIT.usage });
  expect(elsewhere.seen).toEqual([]);
});

it('says what is missing', async () => {
  await expect(signedIn({ email: 'a@example.org' })).rejects.toMatchObject({ exitCode: EXIT.usage });
  await expect(signedIn({ passwordStdin: true })).rejects.toThrow('belong together');
  rmSync(join(folder, 'run', 'process.monolith-1.json'));
  await expect(signedIn({})).rejects.toMatchObject({ exitCode: EXIT.unreachable });
});

it('says that nobody answers', async () => {
  leave('process.monolith-1', runningAt('http://127.0.0.1:1'));
  await expect(signedIn({})).rejects.toMatchObject({ exitCode: EXIT.unreachable });
});

it('says once what is wrong with what was asked for', async () => {
  const problem = {
    code: 'request.invalid',
    detail: '/id: Invalid UUID',
    errors: [{ pointer: '/id', detail: 'Invalid UUID' }],
  };
  const refusing = createServer((_, response) => void response.writeHead(400).end(JSON.stringify(problem)));
  await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve));
  const { port } = refusing.address() as AddressInfo;
  await expect(new Api(`http://127.0.0.1:${port}`).get('/ops/orders/abc/story')).rejects.toThrow(
    /^\/id: Invalid UUID \(400 request\.invalid\)$/,
  );
  refusing.close();
});
