import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'cleave-routes-'));
const file = join(folder, 'routes.yaml');
beforeAll(() => writeFileSync(file, 'routes:\n  /api/reports: { to: http://127.0.0.1:8080, access: signed-in }\n'));
afterAll(() => rmSync(folder, { recursive: true }));

async function cleave(...args: readonly string[]) {
  const program = ['--import', at('test/support/typescript.mjs'), at('apps/cli/main.ts'), 'routes', ...args];
  const child = spawn(process.execPath, program, {
    env: { ...process.env, CLEAVE_ROUTES: file },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 15_000,
    killSignal: 'SIGKILL',
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: child.exitCode, stdout, stderr };
}

it('cleave routes explain says where a URL goes, by the file of CLEAVE_ROUTES', async () => {
  const { code, stdout, stderr } = await cleave('explain', '/api/reports/1');
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain('to        http://127.0.0.1:8080/1\n');
});

it('cleave routes check refuses a file that cannot work, with line and reason', async () => {
  const wrong = join(folder, 'wrong.yaml');
  writeFileSync(wrong, 'routes:\n  /v1: { to: http://a, access: public }\n');
  const { code, stderr } = await cleave('check', '--routes', wrong);
  expect([code, stderr]).toEqual([
    1,
    `cleave: The routes cannot be used:\n  ${wrong}:2:3  /v1 would hide paths of Cleave itself\n`,
  ]);
});
