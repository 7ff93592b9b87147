import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { operator, stocked } from '#test/api';
import { Cleave } from '#test/cleave';

const root = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const WIDTH = 100;

let cleave: Cleave;
let empty: string;
beforeAll(async () => {
  empty = mkdtempSync(join(tmpdir(), 'cleave-newcomer-'));
  cleave = await Cleave.start();
});
afterAll(async () => {
  await cleave.discard();
  rmSync(empty, { recursive: true });
});

/** Runs a program and gives its exit code with all that it printed. */
async function run(program: string, args: readonly string[], settings: Readonly<Record<string, string>> = {}) {
  const env = { ...process.env, ...settings };
  const child = spawn(program, args, { cwd: root('.'), env, stdio: ['ignore', 'pipe', 'pipe'], timeout: 60_000 });
  const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: code as number | null, output, errors };
}

const demo = (settings: Readonly<Record<string, string>>) =>
  run(process.execPath, ['--import', root('test/support/typescript.mjs'), root('apps/demo/main.ts')], settings);

const asStaff = () => ({
  CLEAVE_OPERATOR_EMAIL: cleave.operator.email,
  CLEAVE_OPERATOR_PASSWORD: cleave.operator.password,
});

const tooWide = (output: string): string[] => output.split('\n').filter((line) => [...line].length > WIDTH);

describe('npm run demo', () => {
  it('has nothing to show with an empty catalogue, and says so', async () => {
    const { code, errors } = await demo({ CLEAVE_URL: cleave.url });
    expect(errors).toMatch(/^demo: The catalogue has nothing to show it with/);
    expect(code).toBe(2);
  });

  it('tells six orders, each of which ends as it should, without colours where nobody sees them', async () => {
    const staff = await operator(cleave);
    await stocked(staff, 100);
    await stocked(staff, 0);
    const { code, output, errors } = await demo({ CLEAVE_DATA_DIR: cleave.env['CLEAVE_DATA_DIR']!, ...asStaff() });
    expect(errors).toBe('');
    expect(output).toContain('All 6 orders ended as they should.');
    expect(output.match(/e-mail to demo-/g)).toHaveLength(7);
    expect(output).toContain('asked, the provider says: charged');
    expect(output).toMatch(/is given back\n.*inventory .* available/);
    expect(Math.max(...output.split('\n\n').map((story) => story.split('\n').length))).toBeLessThanOrEqual(24);
    expect(output).not.toContain('\u001b');
    expect(tooWide(output)).toEqual([]);
    expect(code).toBe(0);
  });

  it('leaves out what only staff may do where it knows none, and says so', async () => {
    const { code, output } = await demo({ CLEAVE_DATA_DIR: cleave.env['CLEAVE_DATA_DIR']! });
    expect(output).toContain('All 5 orders ended as they should.\n\nOnly staff may refund');
    expect(code).toBe(0);
  });

  it.each([
    ['was never started', { CLEAVE_URL: '' }, 'Cleave does not run on the data folder'],
    ['does not answer', { CLEAVE_URL: 'http://127.0.0.1:1' }, 'Nothing answers at http://127.0.0.1:1'],
    ['cannot be a system', { CLEAVE_URL: 'cleave' }, 'CLEAVE_URL'],
  ])('says what to do when the system %s', async (_, settings, sentence) => {
    const { code, output, errors } = await demo({ CLEAVE_DATA_DIR: join(empty, 'none'), ...settings });
    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(errors).toContain(sentence);
    expect(errors).not.toMatch(/^\s+at /m);
  });
});

const shells = ['bash', 'zsh'].filter((shell) => spawnSync(shell, ['--version']).status === 0);

describe('what is printed at start', () => {
  beforeAll(async () => void (await stocked(await operator(cleave), 100)));

  it('fits 100 columns', () => {
    const printed = /^ +Cleave is ready[^]*Stop: Ctrl-C\.$/m.exec(cleave.output)![0];
    expect(tooWide(printed)).toEqual([]);
  });

  it.each(shells)('holds a walk that works in %s as printed, and again', async (shell) => {
    const walk = /^ +API=[^]*?messages .*$/m.exec(cleave.output)![0];
    for (let again = 0; again < 2; again++) {
      const { output, errors } = await run(shell, ['-c', `${walk}\nsleep 1`]);
      expect(errors).toBe('');
      expect(output).toContain('"status":"confirmed"');
      expect(output).toMatch(/Dear Ada,\n\nYour order [0-9a-f-]{36} is confirmed/);
    }
  });
});
