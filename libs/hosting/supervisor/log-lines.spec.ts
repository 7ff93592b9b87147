import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { LogLines } from './log-lines.js';

/** What comes out when this is written, piece by piece. */
async function passedOn(pieces: readonly string[], isPlain = true): Promise<string> {
  const [from, to] = [new PassThrough(), new PassThrough()];
  new LogLines(['till', 'front-1'], isPlain).follow('till', from, to);
  for (const piece of pieces) from.write(piece);
  from.end();
  await once(from, 'close');
  to.end();
  return text(to);
}

it('puts a name before every line, however it comes, and leaves out empty ones', async () => {
  expect(await passedOn(['on', 'e\ntwo\n\nthr', 'ee'])).toBe('   till | one\n   till | two\n   till | three\n');
});

it('colours the name alone', async () => {
  expect(await passedOn(['one\n'], false)).toBe('\x1b[36m   till |\x1b[0m one\n');
});

it('names a process, too, that is started later', async () => {
  const to = new PassThrough();
  const lines = new LogLines(['till', 'front-1'], false);
  lines.say('till-10', 'one', to);
  to.end();
  expect(await text(to)).toBe('\x1b[32mtill-10 |\x1b[0m one\n');
});

it('does not wait for ever for the end of a line', async () => {
  const lines = (await passedOn(['x'.repeat(300_000)])).split('\n').filter(Boolean);
  expect(lines.map((line) => line.length - '   till | '.length)).toEqual([131_072, 131_072, 37_856]);
});

it('puts the name into a record, and makes one of what is none', async () => {
  const [from, to] = [new PassThrough(), new PassThrough()];
  new LogLines(['till'], true, 'json').follow('till', from, to);
  from.end('{"level":"info","message":"one"}\n{"level":"info","half a line\nNode says password=hunter2\n');
  await once(from, 'close');
  to.end();
  const [one, half, other] = (await text(to))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as object);
  expect(one).toEqual({ level: 'info', message: 'one' });
  expect(half).toMatchObject({ process: 'till', message: '{"level":"info","half a line' });
  expect(other).toMatchObject({ process: 'till', message: 'Node says password=[secret]' });
});

it('lets colours pass to a terminal, and nothing else that a terminal would obey', async () => {
  const hostile = '\x1b[31mred\x1b[0m \x1b[2J\x1b]0;title\x07\rforged Bearer 2YotnFZFEjr1zCsicMWpAA\n';
  const shown = '\\u001b[2J\\u001b]0;title\\u0007\\u000dforged Bearer [token]\n';
  expect(await passedOn([hostile], false)).toBe(`\x1b[36m   till |\x1b[0m \x1b[31mred\x1b[0m ${shown}`);
  expect(await passedOn([hostile])).toBe(`   till | \\u001b[31mred\\u001b[0m ${shown}`);
});
