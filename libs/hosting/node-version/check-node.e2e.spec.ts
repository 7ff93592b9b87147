import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { problemOfNode } from './check-node.js';

it.each([
  ['18.20.8', true],
  ['24.10.9', true],
  ['24.11.0', false],
  ['26.0.0', false],
])('Node %s is too old: %s', (version, isOld) => expect(problemOfNode(version) !== undefined).toBe(isOld));

/** This Node under another version. */
const OLD = `data:text/javascript,Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.19.0' } });`;

it.each(['monolith', 'service', 'supervisor', 'migrate'])(
  '%s is refused on a Node that is too old with one sentence, before anything is started',
  (app) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'cleave-old-node-'));
    const program = fileURLToPath(new URL(`../../../dist/apps/${app}/main.js`, import.meta.url));
    const { status, stderr, stdout } = spawnSync(process.execPath, ['--import', OLD, program, '--split', 'payments'], {
      encoding: 'utf8',
      timeout: 60_000,
      env: { PATH: process.env.PATH, CLEAVE_DATA_DIR: dataDir },
    });
    expect({ status, stdout, stderr }).toEqual({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/^\nCleave needs Node 24\.11 or later, and this is Node 20\.19\.0\. [^\n]+\n$/),
    });
    expect(readdirSync(dataDir)).toEqual([]);
    rmSync(dataDir, { recursive: true });
  },
);
