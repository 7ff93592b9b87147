import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const MEGABYTE = 1024 * 1024;

let supervisor: ChildProcess;
afterEach(() => supervisor.kill('SIGKILL'));

it('what its processes print fills no memory of a supervisor whose log is read slowly; what is too much is counted', async () => {
  const program = ['--import', here('../../../test/support/typescript.mjs'), here('kept-process.fixtures.ts')];
  supervisor = spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const [{ waiting }] = (await once(supervisor, 'message')) as [{ waiting: number }];
  expect(waiting).toBeLessThan(MEGABYTE);
  let output = '';
  supervisor.stdout!.setEncoding('utf8');
  for await (const piece of supervisor.stdout!) {
    output += piece as string;
    if (output.includes('lines of the log were dropped')) break;
  }
  expect(output.length).toBeLessThan(6 * MEGABYTE);
  const ended = once(supervisor, 'exit');
  supervisor.send('end');
  expect(await ended).toEqual([0, null]);
});
