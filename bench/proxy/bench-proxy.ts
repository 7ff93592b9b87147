import type { Audience, BenchResult } from '../bench-result.js';
import type { Options } from '../options.js';
import { machine } from '../report/machine.js';
import { median } from '../report/median.js';
import { answersPerSecond } from './load.js';
import { proxyReport, type Row } from './proxy-report.js';
import { Scene } from './scene.js';

/** Path at the service, and what it does there. */
const ERRANDS = [
  { path: '/soon', what: 'the service answers in 5 ms' },
  { path: '/now', what: 'the service does nothing' },
] as const;

/** GETs of 1 KB through a route of the gateway, beside the same service asked directly and through nginx. */
export async function benchProxy(options: Options, { stopping, say }: Audience): Promise<BenchResult> {
  const { signal } = stopping;
  const scene = new Scene();
  try {
    say('starting PostgreSQL, Cleave, nginx and a service');
    const ways = await scene.set((error) => stopping.abort(error));
    if (!ways.some(({ name }) => name === 'nginx')) say('nginx is not installed: measured without it');
    const found = new Map<string, number[]>();
    for (let round = 1; round <= options.rounds; round++)
      for (const { path, what } of ERRANDS)
        for (const { name, origin, prefix } of ways) {
          const time = { warmUpMs: options.warmUpSeconds * 1_000, measureMs: options.seconds * 1_000 };
          const load = { origin, path: `${prefix}${path}`, ...time, signal };
          const perSecond = await answersPerSecond(load);
          say(`round ${round}, ${what}: ${name} ${perSecond.toFixed(0)} requests/s`);
          const key = `${path} ${name}`;
          found.set(key, [...(found.get(key) ?? []), perSecond]);
        }
    const of = (path: string, name: string) => median(found.get(`${path} ${name}`) ?? []);
    const rows = ERRANDS.map(({ path, what }): Row => ({
      what,
      direct: of(path, 'directly')!,
      nginx: of(path, 'nginx'),
      cleave: of(path, 'Cleave')!,
    }));
    const figures = { date: new Date().toISOString().slice(0, 10), machine: machine(), rows };
    return { text: proxyReport(figures), figures, isRight: true };
  } finally {
    await scene.clear();
  }
}
