import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { child, firstLine, killed } from '#test/child';

const folder = mkdtempSync(join(tmpdir(), 'cleave-lock-'));
const journal = join(folder, 'journal');
const name = `spec-${process.pid}`;
afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(join('.cleave', 'locks', name), { recursive: true, force: true });
});

it('is held by one process at a time, also after its holder was killed', async () => {
  const dead = child('hold-lock', name, journal, '0');
  await firstLine(dead);
  await killed(dead);
  const children = [1, 2, 3, 4].map(() => child('hold-lock', name, journal, '5'));
  await Promise.all(children.map((process) => once(process, 'exit')));
  expect(readFileSync(journal, 'utf8')).toBe('()'.repeat(20));
});
