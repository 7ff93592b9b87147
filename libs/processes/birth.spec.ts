import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { birthOf } from './birth.js';

it('tells a process from a later one, and from one that has gone', async () => {
  const child = spawn('sleep', ['60']);
  const birth = birthOf(child.pid!);
  expect(birth).toBeGreaterThan(0);
  expect(birthOf(child.pid!)).toBe(birth);
  expect(birthOf(process.pid)).toBeLessThanOrEqual(birth!);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(birthOf(child.pid!)).toBeUndefined();
});
