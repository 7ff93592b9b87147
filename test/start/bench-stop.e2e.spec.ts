import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const FOLDERS = '.cleave/bench';
const folders = (): string[] => (existsSync(FOLDERS) ? readdirSync(FOLDERS) : []);

/** How the processes that run were started. */
const commands = (): string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && existsSync(`/proc/${name}/cmdline`))
    .map((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8'));

describe('npm run bench', () => {
  it.each(['starting PostgreSQL', 'idle for', 'warming up'])(
    'is told to stop when it says "%s": ends with 143 and leaves no folder and no process',
    async (moment) => {
      const before = folders();
      const bench = spawn(process.execPath, ['scripts/node.mjs', 'dist/bench/main.js', '--quick'], {
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      const lines: string[] = [];
      createInterface({ input: bench.stderr }).on('line', (line) => {
        lines.push(line);
        if (line.includes(moment)) bench.kill('SIGTERM');
      });
      const [code] = (await once(bench, 'exit')) as [number | null];
      expect(lines.at(-1)).toMatch(/^bench: stopped by SIGTERM/);
      expect(code).toBe(143);
      expect(folders().filter((name) => !before.includes(name))).toEqual([]);
      expect(commands().filter((command) => command.includes(resolve('dist/bench')))).toEqual([]);
    },
  );
});
