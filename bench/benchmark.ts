import { openLimit } from './limit/limit.js';
import { type Idle, measureIdle } from './measure/idle.js';
import { Meter } from './measure/meter.js';
import { rounds } from './measure/rounds.js';
import type { Options } from './options.js';
import { Profiler } from './profile/profiler.js';
import { machine } from './report/machine.js';
import type { Result } from './report/report.js';
import { summaryOf } from './report/summary.js';
import type { Stage } from './stage/stage.js';
import { books } from './verify/books.js';
import { quiet } from './verify/quiet.js';

const IDLE_SECONDS = 20;

/** Everything between the start and the end of a stage. */
export async function benchmark(
  stage: Stage,
  options: Options,
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<Result> {
  const { adminUrl } = stage.server;
  const meter = await Meter.open(stage);
  const profiler = options.profile ? await Profiler.attach(stage.cleave.inspector!, options.profile, say) : undefined;
  try {
    const limit = options.cleaveOnly ? undefined : await openLimit(adminUrl);
    await quiet(adminUrl, signal);
    const idle = options.cleaveOnly ? undefined : await idleTime(stage, meter, signal, say);
    const { runs, totals } = await rounds({
      stage,
      meter,
      limit,
      options,
      signal,
      say,
      watcher: ({ clients, kind }, round) =>
        round === options.rounds ? profiler?.watcher(`cleave-${clients}-${kind}`) : undefined,
    });
    say('comparing the books');
    return {
      date: new Date().toISOString().slice(0, 10),
      machine: await machine(adminUrl),
      limit: limit?.tool,
      runs: runs.map(summaryOf),
      idle,
      books: await books(adminUrl, totals),
      others: summed(totals.map(({ others }) => others)),
    };
  } finally {
    profiler?.detach();
    await meter.close();
  }
}

function idleTime(stage: Stage, meter: Meter, signal: AbortSignal, say: (line: string) => void): Promise<Idle> {
  say(`idle for ${IDLE_SECONDS} s`);
  return measureIdle(stage, meter, IDLE_SECONDS, signal);
}

function summed(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [name, count] of counts.flatMap(Object.entries)) sums[name] = (sums[name] ?? 0) + Number(count);
  return sums;
}
