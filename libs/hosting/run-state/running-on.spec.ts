import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFolder } from '#libs/config';
import { runningOn, thisProcess } from './index.js';

const path = mkdtempSync(join(tmpdir(), 'cleave-running-'));
const folder = dataFolder(path);
afterAll(() => rmSync(path, { recursive: true }));
const here = thisProcess();
const start = (id: string, state: object) => folder.writeState(`process.${id}`, { ...here, ...state });

it('finds the running system when another one was started and stopped meanwhile', () => {
  start('monolith-1', { url: 'http://127.0.0.1:4310', startedAt: '2026-01-01' });
  start('monolith-2', { url: 'http://127.0.0.1:4311', startedAt: '2026-01-02' });
  expect(runningOn(path)?.url).toBe('http://127.0.0.1:4310');
  folder.removeState('process.monolith-2');
  expect(runningOn(path)?.url).toBe('http://127.0.0.1:4310');
});

it('finds none that was killed, none without a door and none where nobody ever was', () => {
  start('monolith-1', { url: 'http://127.0.0.1:4310', birth: here.birth! - 1, startedAt: '2026-01-01' });
  start('payments-1', { startedAt: '2026-01-02' });
  expect(runningOn(path)).toBeUndefined();
  expect(runningOn(join(path, 'nobody'))).toBeUndefined();
  expect(existsSync(join(path, 'nobody'))).toBe(false);
});
