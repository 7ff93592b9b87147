import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { child } from '#test/child';

const HOUR = 3_600_000;

/** What a process said that was sent a signal whenever it had said one of these, and its exit code. */
async function stopped(pauseMs: number, when: readonly string[]) {
  const program = child(new URL('shutdown.fixtures.ts', import.meta.url), String(pauseMs));
  const exit = once(program, 'exit');
  const said: string[] = [];
  const told: string[] = [];
  for await (const line of createInterface(program.stdout!)) {
    if (when.includes(line)) program.kill('SIGTERM');
    if (/^\w[\w ]*$/.test(line)) said.push(line);
    else if (line.startsWith('cleave: ')) told.push(line);
  }
  return { said, told, code: (await exit)[0] as number };
}

const ALL = ['started', 'first', 'stuck', 'needs time', 'last'];

it('a step that never ends takes no time from those after it, and the process ends with 0', async () => {
  expect(await stopped(0, ['started'])).toMatchObject({ said: ALL, code: 0 });
});

it('what takes its time is told, and nothing else', async () => {
  expect((await stopped(0, ['started'])).told).toEqual(['cleave: stopping; waits for stuck …']);
});

it('a second signal ends the pause, and the stop is finished in order', async () => {
  expect(await stopped(HOUR, ['started', 'first'])).toMatchObject({ said: ALL, code: 0 });
});
