import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimFile } from './claim-file.js';

const folder = mkdtempSync(join(tmpdir(), 'cleave-claim-'));
const path = join(folder, 'ledger');
afterAll(() => rmSync(folder, { recursive: true }));

it('is refused while another process has it', () => {
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)']);
  writeFileSync(`${path}.pid`, String(other.pid));
  expect(() => claimFile(path)).toThrow(expect.objectContaining({ code: 'ledger.in-use' }));
  other.kill('SIGKILL');
});

it('is taken over from a process that is gone, and let go', () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  writeFileSync(`${path}.pid`, String(pid));
  claimFile(path).release();
  expect(existsSync(`${path}.pid`)).toBe(false);
});
