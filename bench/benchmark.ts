import type { Totals } from './load/protocol.js';
import { openLimit } from './limit/limit.js';
import { type Idle, measureIdle } from './measure/idle.js';
import type { Subject } from './measure/measurement.js';
import { Meter } from './measure/meter.js';
import { rounds } from './measure/rounds.js';
import type { Options } from './options.js';
import { Profiler } from './profile/profiler.js';
import { machine } from './report/machine.js';
import type { Result, SystemResult } from './report/report.js';
import { summaryOf } from './report/summary.js';
import type { Stage } from './stage/stage.js';
import { books } from './verify/books.js';
import { quiet } from './verify/quiet.js';
import { postgresVersion } from './verify/server.js';

/** Everything between the start and the end of a stage. */
export async function benchmark(
  stage: Stage,
  options: Options,
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<Result> {
  const { server, systems, generator, monolith } = stage;
  const { adminUrl } = server;
  const subjects: Subject[] = [];
  const profiler = options.profile
    ? await Profiler.attach(monolith.cleave.inspector!, options.profile, say)
    : undefined;
  try {
    for (const system of systems) subjects.push({ system, generator, meter: await Meter.open(stage, system) });
    const limit = options.cleaveOnly ? undefined : await openLimit(adminUrl);
    for (const { prefix } of systems) await quiet(adminUrl, prefix, signal);
    const idle = options.cleaveOnly ? [] : await idleTimes(subjects, options.idleSeconds, signal, say);
    const { runs, totals } = await rounds({
      adminUrl,
      subjects,
      limit,
      options,
      signal,
      say,
      watcher: ({ clients, kind }, round) =>
        round === options.rounds ? profiler?.watcher(`cleave-${clients}-${kind}`) : undefined,
    });
    say('comparing the books');
    const results = systems.map(async ({ prefix, provider }, n): Promise<SystemResult> => ({
      runs: runs.map((run) => summaryOf(run, n)),
      idle: idle[n],
      books: await books(adminUrl, prefix, totals[n]!, provider?.sums()),
      others: othersIn(totals[n]!),
    }));
    const [ofMonolith, ...ofPlacements] = await Promise.all(results);
    return {
      date: new Date().toISOString().slice(0, 10),
      machine: { ...machine(), postgres: await postgresVersion(adminUrl) },
      limit: limit?.tool,
      ...ofMonolith!,
      placements: ofPlacements.map((result, n) => ({ name: systems[n + 1]!.name, ...result })),
    };
  } finally {
    profiler?.detach();
    for (const { meter } of subjects) await meter.close();
  }
}

function idleTimes(
  subjects: readonly Subject[],
  seconds: number,
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<Idle[]> {
  say(`idle for ${seconds} s`);
  return Promise.all(subjects.map(({ system, meter }) => measureIdle(system, meter, seconds, signal)));
}

function othersIn(totals: readonly Totals[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [name, count] of totals.flatMap(({ others }) => Object.entries(others)))
    sums[name] = (sums[name] ?? 0) + count;
  return sums;
}
