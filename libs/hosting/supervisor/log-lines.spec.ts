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
  const lines = (await passedOn(['x'.repeat(40_000)])).split('\n').filter(Boolean);
  expect(lines.map((line) => line.length - '   till | '.length)).toEqual([16_384, 16_384, 7_232]);
});

it('puts the name into a record, and makes one of what is none', async () => {
  const [from, to] = [new PassThrough(), new PassThrough()];
  new LogLines(['till'], true, 'json').follow('till', from, to);
  from.end('{"level":"log","message":"one"}\nNode says this\n');
  await once(from, 'close');
  to.end();
  const [one, other] = (await text(to))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as object);
  expect(one).toEqual({ process: 'till', level: 'log', message: 'one' });
  expect(other).toMatchObject({ process: 'till', message: 'Node says this' });
});
