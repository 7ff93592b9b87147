import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { operator as signedInOperator, stocked } from '#test/api';
import { violationsAtRest } from '#test/checker';
import { Cleave } from '#test/cleave';

/** What a newcomer pastes into one shell, block by block; what starts programs of its own has tests of its own. */
function blocksOf(section: string): readonly string[] {
  const page = readFileSync('README.md', 'utf8');
  const part = page.split(`\n## ${section}\n`)[1]!.split('\n## ')[0]!;
  return [...part.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, block]) => block!.replace(/^npm run .*$/gm, ''));
}

let cleave: Cleave;
beforeAll(async () => {
  cleave = await Cleave.start();
  await stocked(await signedInOperator(cleave), 100);
});
afterAll(() => cleave.discard());

it('"One order" can be pasted: an order, its search, a refund, its cancellation and its history', async () => {
  const operator = join(cleave.env['CLEAVE_DATA_DIR']!, 'operator.json'); // which the embedded start writes
  const { email, password } = cleave.operator;
  writeFileSync(operator, JSON.stringify({ email, password }));
  const blocks = blocksOf('One order').map((block) =>
    block.replace(/^API=\S+/m, `API=${cleave.url}`).replace('.cleave/run/operator.json', operator),
  );
  expect(blocks.length).toBeGreaterThanOrEqual(5);
  // A person reads between two blocks; here the shell waits until the money is where it was sent.
  const until = (what: string) => `\nuntil curl -s $API/v1/orders/$ORDER -H "$AUTH" | grep -q '${what}'; do :; done\n`;
  const [last, refund, ...before] = blocks.toReversed();
  const [cancel, history] = last!.trim().split('\n') as [string, string];
  const script = [...before.toReversed(), refund, until('"status":"made"'), cancel, until('"cancelled"'), history];
  const shell = spawn('bash', ['-ec', script.join('\n')], { stdio: ['ignore', 'pipe', 'pipe'], timeout: 60_000 });
  const [output, errors, [code]] = await Promise.all([text(shell.stdout), text(shell.stderr), once(shell, 'exit')]);
  expect({ code, ...(code !== 0 && { errors }) }).toEqual({ code: 0 });
  expect(output).toContain('"status":"confirmed"');
  expect(output).toMatch(/event: confirmed/);
  expect(output).toMatch(/"reason":"no-longer-needed","money":"returned-if-taken"/);
  expect(output.trimEnd().split('\n').slice(-10)).toEqual([
    expect.stringMatching(/^The order was placed: \d+\.\d\d EUR\.$/),
    'The goods are reserved.',
    expect.stringMatching(/^We have received /),
    'The order is confirmed.',
    'The goods have left the shelf.',
    expect.stringMatching(/^A refund of .* is on its way\.$/),
    expect.stringMatching(/^We have given back /),
    expect.stringMatching(/^A refund of .* is on its way\.$/),
    expect.stringMatching(/^We have given back /),
    'The order is cancelled.',
  ]);
  expect(await violationsAtRest(cleave.databases)).toEqual([]);
});
