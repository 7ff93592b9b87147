import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const LOADER = ['--import', at('test/support/typescript.mjs')];
const MONOLITH = at('placements/monolith.yaml');
const PAIRS = at('placements/pairs.yaml');

/** Runs `cleave …` from the sources; returns its output and exit code. */
async function cleave(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  flags: readonly string[] = [],
) {
  const { NO_COLOR: _none, FORCE_COLOR: _forced, ...inherited } = process.env;
  const child = spawn(process.execPath, [...LOADER, ...flags, at('apps/cli/main.ts'), ...args], {
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 15_000,
    killSignal: 'SIGKILL',
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: child.exitCode, stdout, stderr };
}

describe('cleave placement', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cleave-cli-'));
  const wrong = join(folder, 'wrong.yaml');
  beforeAll(() => writeFileSync(wrong, 'transport: tcpp\nprocesses:\n  shop:\n'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ['check of a good file', ['check', PAIRS], 0, 'it can work, as front, fulfilment, back-office\n', ''],
    ['check of one that names not all', ['check', MONOLITH], 0, 'notifications are not placed: run in monolith\n', ''],
    ['check against a server', ['check', PAIRS, '--max-connections', '44'], 0, 'it can work', ''],
    ['check against a small server', ['check', PAIRS, '--max-connections', '43'], 1, '', 'pairs.yaml:4:1  may open 41'],
    ['check of a bad file', ['check', wrong], 1, '', 'wrong.yaml:1:12  unknown transport "tcpp"'],
    ['check of no file', ['check', join(folder, 'none.yaml')], 1, '', 'none.yaml  there is no such file'],
    ['show', ['show', PAIRS], 0, 'front → fulfilment over tcp', ''],
    ['show as a drawing', ['show', PAIRS, '--mermaid'], 0, 'flowchart LR', ''],
    ['diff', ['diff', MONOLITH, PAIRS], 0, 'orders          monolith → fulfilment', ''],
    ['diff with a bad file', ['diff', MONOLITH, wrong], 1, '', 'gateway is in no process'],
    ['help', ['--help'], 0, 'Examples:\n  cleave placement check', ''],
    ['help of a command', ['show', '--help'], 0, 'Example:\n  cleave placement show', ''],
    ['no command', [], 2, '', 'Usage: cleave placement'],
    ['an unknown command', ['chek', PAIRS], 2, '', 'Did you mean check?'],
    ['no file', ['show'], 2, '', "missing required argument 'file'"],
    ['an unknown option', ['show', PAIRS, '--yaml'], 2, '', "unknown option '--yaml'"],
    ['half a number', ['check', PAIRS, '--pool', '2.5'], 2, '', 'It is a whole number from 1.'],
    ['a drawing for programs', ['show', PAIRS, '--mermaid', '--json'], 2, '', 'cannot be used with'],
  ])('%s', async (_, args, code, says, complains) => {
    const ended = await cleave(['placement', ...args]);
    expect(ended).toEqual({
      code,
      stdout: says ? expect.stringContaining(says) : '',
      stderr: complains ? expect.stringContaining(complains) : '',
    });
  });

  it('answers programs', async () => {
    const shown = JSON.parse((await cleave(['placement', 'show', PAIRS, '--json'])).stdout) as object;
    expect(shown).toMatchObject({ transport: 'tcp', processes: { length: 3 }, connections: [{ connections: 41 }] });
    const difference = JSON.parse((await cleave(['placement', 'diff', MONOLITH, PAIRS, '--json'])).stdout) as object;
    expect(difference).toMatchObject({ before: MONOLITH, after: PAIRS, moves: { length: 6 } });
  });

  it('tells programs of a refusal, too', async () => {
    const { code, stdout } = await cleave(['placement', 'check', wrong, '--json']);
    const { problems, ...rest } = JSON.parse(stdout) as { problems: object[] };
    expect({ code, ...rest }).toEqual({ code: 'placement.invalid', ok: false, file: wrong });
    expect(problems).toContainEqual({
      line: 1,
      column: 12,
      reason: 'unknown transport "tcpp": tcp or redis or rabbitmq',
    });
  });

  it('finds files where the caller stands', async () => {
    const { stdout } = await cleave(['placement', 'check', 'pairs.yaml'], { CLEAVE_CALLED_FROM: at('placements') });
    expect(stdout).toMatch(/^pairs\.yaml: it can work/);
  });

  it('has colours where they are wanted', async () => {
    const bold = '\u001b[1mProcesses\u001b[22m';
    expect((await cleave(['placement', 'show', PAIRS], { FORCE_COLOR: '1' })).stdout).toContain(bold);
    expect((await cleave(['placement', 'show', PAIRS])).stdout).not.toContain('\u001b');
    expect((await cleave(['placement', 'show', PAIRS], { FORCE_COLOR: '1', NO_COLOR: '1' })).stdout).toContain(
      'Processes',
    );
  });

  it('loads no code of a context and no framework', async () => {
    const spy = `import { registerHooks } from 'node:module';
      registerHooks({ load: (url, context, next) => (process.stderr.write(url + '\\n'), next(url, context)) });`;
    const { stderr } = await cleave(['placement', 'show', PAIRS], {}, [
      '--import',
      `data:text/javascript,${encodeURIComponent(spy)}`,
    ]);
    const loaded = stderr.split('\n');
    expect(loaded).toContainEqual(expect.stringMatching(/\/src\/modules\/contexts\.ts$/));
    expect(
      loaded.filter((url) => /\/src\/modules\/(?!(contexts|payment-provider)\.ts)|@nestjs|typeorm/.test(url)),
    ).toEqual([]);
  });
});
