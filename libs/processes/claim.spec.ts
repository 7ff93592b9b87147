import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { birthOf } from './birth.js';
import { claim, claimantOf, release } from './claim.js';

const folder = mkdtempSync(join(tmpdir(), 'cleave-claim-'));
const file = join(folder, 'claim');
let other: ChildProcess;
beforeAll(() => void (other = spawn('sleep', ['600'])));
afterEach(() => rmSync(file, { force: true }));
afterAll(async () => {
  other.kill('SIGKILL');
  await once(other, 'exit');
  rmSync(folder, { recursive: true });
});

const claimedBy = (pid: number, birth: number) => writeFileSync(file, JSON.stringify({ pid, birth, name: 'other' }));
const mine = { pid: process.pid, birth: birthOf(process.pid), name: 'mine' };

it('belongs to whoever comes first, until it is released', () => {
  expect(claim(file, 'mine')).toBeUndefined();
  expect(claim(file, 'mine again')).toEqual(mine);
  release(file);
  expect(claimantOf(file)).toBeUndefined();
  expect(readdirSync(folder)).toEqual([]);
});

it('is refused while another process that holds it lives, and not released by anybody else', () => {
  const birth = birthOf(other.pid!)!;
  claimedBy(other.pid!, birth);
  expect(claim(file, 'mine')).toEqual({ pid: other.pid, birth, name: 'other' });
  release(file);
  expect(claimantOf(file)?.pid).toBe(other.pid);
});

it.each([
  ['of a process that has ended', () => claimedBy(2 ** 22 + 1, 1)],
  ['whose pid belongs to another program now', () => claimedBy(other.pid!, birthOf(other.pid!)! - 1)],
  ['that cannot be read', () => writeFileSync(file, '')],
])('one %s is taken over', (_, leave) => {
  leave();
  expect(claim(file, 'mine')).toBeUndefined();
  expect(claimantOf(file)).toEqual(mine);
  expect(readdirSync(folder)).toEqual(['claim']);
});
