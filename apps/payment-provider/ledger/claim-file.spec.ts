import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { birthOf } from '#libs/processes';
import { claimFile } from './claim-file.js';

const folder = mkdtempSync(join(tmpdir(), 'cleave-claim-'));
const path = join(folder, 'ledger');
const lock = `${path}.lock`;
const claimedBy = (pid: number | undefined, birth: number | undefined) =>
  writeFileSync(lock, JSON.stringify({ pid, birth, name: 'payment-provider' }));
afterAll(() => rmSync(folder, { recursive: true }));

it('is refused while another process has it', () => {
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)']);
  claimedBy(other.pid, birthOf(other.pid!));
  expect(() => claimFile(path)).toThrow(expect.objectContaining({ code: 'ledger.in-use' }));
  other.kill('SIGKILL');
});

it('is taken over from a process that is gone, also when another has its pid, and let go', () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  for (const [of, birth] of [
    [pid, 1],
    [process.pid, 1],
  ]) {
    claimedBy(of, birth);
    claimFile(path).release();
    expect(existsSync(lock)).toBe(false);
  }
});
