import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { LimitWish, MeasureLimit } from './measure-limit.js';
import { PRODUCTS, STEPS } from './order-sql.js';

const DEBIAN = '/usr/lib/postgresql';
const PROGRESS = /^progress: ([\d.]+) s, ([\d.]+) tps/;

/** The newest pgbench in Debian's folders, or the one on the PATH. */
export function pgbenchProgram(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const programs = [...versions.map((version) => join(DEBIAN, version, 'bin', 'pgbench')), 'pgbench'];
  return programs.find((program) => spawnSync(program, ['--version'], { timeout: 5_000 }).status === 0);
}

/** pgbench reports its progress about every second; the reports of the warm-up, in which statements are prepared, are ignored. */
export function pgbench(program: string, url: string): MeasureLimit {
  return async (wish, signal) => {
    const folder = mkdtempSync(join(tmpdir(), 'cleave-pgbench-'));
    const script = join(folder, 'order.sql');
    writeFileSync(script, scriptOf(wish));
    const child = spawn(program, [...flagsOf(wish), '-f', script, url], {
      stdio: ['ignore', 'ignore', 'pipe'],
      signal,
    });
    child.once('error', () => undefined); // aborted; 'exit' follows
    const ended = once(child, 'exit');
    try {
      const rate = await rateIn(createInterface({ input: child.stderr }), wish);
      signal.throwIfAborted();
      return rate;
    } finally {
      child.kill('SIGKILL');
      await ended.catch(() => undefined);
      rmSync(folder, { recursive: true });
    }
  };
}

/** Orders a second, from the first line after the warm-up to the first after the measured time. */
export async function rateIn(lines: AsyncIterable<string>, { warmUpSeconds, seconds }: LimitWish): Promise<number> {
  const said: string[] = [];
  let from: number | undefined;
  let last = 0;
  let orders = 0;
  for await (const line of lines) {
    said.push(line);
    const [, at, rate] = PROGRESS.exec(line)?.map(Number) ?? [];
    if (at === undefined) continue;
    if (from === undefined) {
      if (at >= warmUpSeconds) from = at;
    } else {
      orders += rate! * (at - last);
      if (at >= from + seconds) return orders / (at - from);
    }
    last = at;
  }
  throw new Error(`pgbench ended early:\n${said.join('\n')}`);
}

const flagsOf = ({ clients, warmUpSeconds, seconds }: LimitWish): string[] => [
  ...['-n', '-M', 'prepared', '-P', '1', '-c', String(clients), '-j', String(Math.min(clients, 2))],
  ...['-T', String(warmUpSeconds + seconds + 60)], // we end it ourselves
];

const scriptOf = ({ isHot }: LimitWish): string =>
  [
    '\\set customer random(1, 16)',
    isHot ? '\\set product 1' : `\\set product random(1, ${PRODUCTS})`,
    ...STEPS.map(({ name, text }) => text.replaceAll(/\s+/g, ' ').trim() + (name === 'create' ? ' \\gset' : ';')),
  ].join('\n');
