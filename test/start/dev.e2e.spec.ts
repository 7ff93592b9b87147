import { jest } from '@jest/globals';
import { mkdtempSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { waitFor } from '#test/wait-for';
import { freshClone, READY_MS, remove, Started } from './clone.js';

jest.setTimeout(2 * READY_MS);

const clone = freshClone();
symlinkSync(resolve('node_modules'), join(clone, 'node_modules'));
const folder = mkdtempSync(join(tmpdir(), 'cleave-dev-'));
const source = join(clone, 'src/modules/orders/domain/place.ts');
const original = readFileSync(source, 'utf8');
let dev: Started;

/** What it prints after this change, when it has printed this. Editors put a new file in the place of the old one. */
async function after(text: string, printed: RegExp): Promise<string> {
  const before = dev.output.length;
  writeFileSync(`${source}.new`, text);
  renameSync(`${source}.new`, source);
  await waitFor(async () => (printed.test(dev.output.slice(before)) ? undefined : `no ${printed} in:\n${dev.output}`));
  return dev.output.slice(before);
}

beforeAll(async () => {
  dev = await Started.npmStart(clone, { CLEAVE_DATA_DIR: folder }, ['npm', 'run', 'start:dev']);
  await dev.ready();
  await waitFor(async () => (dev.output.includes('Stop: Ctrl-C') ? undefined : 'no welcome'));
});
afterAll(async () => {
  await dev.end('SIGINT');
  for (const path of [clone, folder]) remove(path);
});

describe('npm run start:dev', () => {
  it('says one line when it serves again after a change', async () => {
    const printed = await after(`${original}\nexport const one = 1;\n`, /restarted.*\n/);
    const said = printed.split('\n').filter((line) => line && !/ → | ⇄ /.test(line)); // messages of the first start may still come
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(`(src/modules/orders/domain/place.ts), ready at ${dev.url}`);
    expect((await fetch(`${dev.url}/readyz`)).status).toBe(200);
  });

  it('tells a type error once, runs what was written all the same, and says when it is mended', async () => {
    const said = await after(
      `${original}\nexport const wrong: number = 'x';\n`,
      /error TS2322[^]*restarted|restarted[^]*error TS2322/,
    );
    expect(said.match(/error/g)).toHaveLength(1);
    expect(await after(original, /types are right again/)).not.toContain('error');
  });

  it('leaves what runs alone when the syntax is wrong', async () => {
    const said = await after(`${original}\nexport const = 1;\n`, /place\.ts|Expected|expected/i);
    expect(said).not.toContain('restarted');
    expect((await fetch(`${dev.url}/readyz`)).status).toBe(200);
  });
});
