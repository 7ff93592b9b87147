import { join } from 'node:path';
import { Meter } from '../measure/meter.js';
import type { Options } from '../options.js';
import type { Audience, BenchResult } from '../bench-result.js';
import { Profiler } from '../profile/profiler.js';
import { machine } from '../report/machine.js';
import { inRoot } from '../stage/child.js';
import { placementsFrom } from '../stage/placed.js';
import { Stage } from '../stage/stage.js';
import { postgresVersion } from '../verify/server.js';
import { missedBy } from './goals.js';
import { type Overload, overload } from './overload.js';
import { overloadReport } from './overload-report.js';

/** Overload of the monolith and of placements: an open loop with twice as many orders as can be confirmed. */
export async function benchOverload(options: Options, { stopping, say }: Audience): Promise<BenchResult> {
  const { signal } = stopping;
  const everyContextAlone = placementsFrom([inRoot(join('placements', 'microservices.yaml'))], []);
  const placements = options.placements.length ? options.placements : everyContextAlone;
  const stage = new Stage();
  try {
    say('starting PostgreSQL and Cleave on a clean data folder');
    await stage.set({ inspect: options.profile !== undefined, placements, signal });
    const { server, generator } = stage;
    const { adminUrl } = server;
    for (const program of [generator, ...stage.systems.map(({ cleave }) => cleave)])
      program.onEnd((error) => stopping.abort(error));
    const systems: Overload[] = [];
    for (const system of stage.systems) {
      const meter = await Meter.open(stage, system);
      try {
        const { inspector } = system.cleave;
        const profiler =
          options.profile && inspector ? await Profiler.attach(inspector, options.profile, say) : undefined;
        const watcher = profiler?.watcher(`overload-${system.name}`);
        systems.push(await overload({ system, meter, generator }, { ...options, adminUrl, signal, watcher, say }));
        profiler?.detach();
      } finally {
        await meter.close();
      }
      if (system.cleave.complaints) say(`${system.name} logged:\n${system.cleave.complaints.slice(-5_000)}`);
    }
    const date = new Date().toISOString().slice(0, 10);
    const figures = { date, machine: { ...machine(), postgres: await postgresVersion(adminUrl) }, systems };
    return { text: overloadReport(figures), figures, isRight: systems.every(isGood) };
  } finally {
    await stage.clear();
  }
}

const isGood = (one: Overload): boolean => !missedBy(one).length && !one.books.problems.length;
