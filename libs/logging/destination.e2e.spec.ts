import { spawn, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const LINE = 1_000;

/** Runs the fixture, which writes so many lines. */
function writer(args: readonly string[], stdout: 'pipe' | number) {
  const flags = ['--import', here('../../test/support/typescript.mjs'), here('destination.fixtures.ts')];
  const stdio: StdioOptions = ['pipe', stdout, 'inherit', 'ipc'];
  const child = spawn(process.execPath, [...flags, ...args], { stdio });
  return { child, ended: once(child, 'exit') };
}

it('what was written before the process exits is there', async () => {
  const { child, ended } = writer(['2000'], 'pipe');
  const lines = (await text(child.stdout!)).trim().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { message: string }).message.split(' ')[1])).toEqual(
    Array.from({ length: 2_000 }, (_, n) => String(n)),
  );
  expect(await ended).toEqual([7, null]);
});

it('a reader who does not read stops nothing; lines beyond the limit are dropped, and counted', async () => {
  const { child, ended } = writer(['10000', 'stay'], 'pipe');
  await once(child, 'message'); // it has written 10 MB, and nobody has read
  let read = '';
  child.stdout!.setEncoding('utf8').on('data', (piece: string) => (read += piece));
  await new Promise<void>((resolve) => child.stdout!.on('data', () => read.includes('were dropped') && resolve()));
  child.stdin!.write('end');
  expect(await ended).toEqual([7, null]);
  const messages = read
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { message: string }).message);
  const dropped = Number(
    /^(\d+) lines of the log were dropped/.exec(messages.find((one) => one.includes('dropped'))!)![1],
  );
  expect(messages.filter((one) => one.startsWith('line ')).length + dropped).toBe(10_000);
  expect(dropped * LINE).toBeGreaterThan(5_000_000);
  expect(messages).toContain('the end');
});

it('a full disk ends no process', async () => {
  const { ended } = writer(['10'], openSync('/dev/full', 'w'));
  expect(await ended).toEqual([7, null]);
});
