import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { dataFolder } from '#libs/config';
import { homeOf } from './home.js';
import { postmasterOf } from './postmaster.js';
import { discardEmbeddedServer } from './sweep.js';

const dataDir = mkdtempSync(join(tmpdir(), 'cleave-stop-in-start-'));
const root = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
afterAll(() => discardEmbeddedServer(dataDir));

it('a process that is told to stop while it starts PostgreSQL leaves none behind', async () => {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(CLEAVE_|NODE_|JEST_|DATABASE_URL)/.test(name));
  const flags = ['--import', root('test/support/typescript.mjs')];
  const starting = spawn(process.execPath, [...flags, root('apps/monolith/main.ts')], {
    env: { ...Object.fromEntries(inherited), PORT: '0', CLEAVE_MANAGEMENT_PORT: '0', CLEAVE_DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exit = once(starting, 'exit');
  const said: string[] = [];
  for await (const line of createInterface(starting.stderr)) {
    if (!line.startsWith('cleave: stopping')) said.push(line);
    if (line === 'cleave: starting PostgreSQL …') starting.kill('SIGTERM');
  }
  expect([...said, (await exit)[0]]).toEqual(['cleave: starting PostgreSQL …', 0]);
  expect(postmasterOf(homeOf(dataFolder(dataDir)).cluster)).toBeUndefined();
});
