import { benchmark } from './benchmark.js';
import type { Options } from './options.js';
import type { Audience, BenchResult } from './bench-result.js';
import { report } from './report/report.js';
import { Stage } from './stage/stage.js';

/** Measures the orders a second of the monolith and of placements, and the limit. */
export async function benchSystems(options: Options, { stopping, say }: Audience): Promise<BenchResult> {
  const stage = new Stage();
  try {
    say('starting PostgreSQL and Cleave on a clean data folder');
    const { placements, profile } = options;
    await stage.set({ inspect: profile !== undefined, placements, signal: stopping.signal });
    for (const program of [stage.generator, ...stage.systems.map(({ cleave }) => cleave)])
      program.onEnd((error) => stopping.abort(error));
    const result = await benchmark(stage, options, stopping.signal, say);
    for (const { name, cleave } of stage.systems) if (cleave.complaints) say(`${name} logged:\n${cleave.complaints}`);
    const all = [result, ...result.placements];
    return { text: report(result), figures: result, isRight: all.every(({ books }) => !books.problems.length) };
  } finally {
    await stage.clear();
  }
}
