import type { Limit } from '../limit/limit.js';
import type { Moments } from '../load/load-generator.js';
import type { Totals } from '../load/protocol.js';
import type { Options } from '../options.js';
import { quiet } from '../verify/quiet.js';
import { type Case, type Duration, measure, type Measurement, type Subject } from './measurement.js';

export interface Round {
  /** Undefined without a measurement of the limit. */
  readonly limitPerSecond?: number;
  /** By system, the monolith first. */
  readonly systems: readonly Measurement[];
}

export interface Run extends Case {
  readonly rounds: Round[];
}

export interface Rounds {
  readonly runs: readonly Run[];
  /** By system: all answers of all rounds. */
  readonly totals: readonly (readonly Totals[])[];
}

export interface Setting {
  readonly adminUrl: string;
  /** By system, the monolith first. */
  readonly subjects: readonly Subject[];
  readonly limit?: Limit;
  readonly options: Options;
  readonly signal: AbortSignal;
  say(line: string): void;
  /** Watcher for the measurement of the monolith in a case and a round. */
  watcher(one: Case, round: number): Moments | undefined;
}

const WARM_UP = { clients: 64, kind: 'spread' } as const;

/** Measures the limit and every system in turn in each round, so that other load on the machine affects all of them alike. */
export async function rounds(setting: Setting): Promise<Rounds> {
  const { adminUrl, subjects, limit, options, signal, say } = setting;
  const runs: Run[] = [
    ...options.clients.map((clients) => ({ clients, kind: 'spread' as const, rounds: [] })),
    ...options.hot.map((clients) => ({ clients, kind: 'hot' as const, rounds: [] })),
  ];
  const totals: Totals[][] = subjects.map(() => []);

  const measured = async (n: number, ...[one, duration, watcher]: [Case, Duration, Moments?]) => {
    const subject = subjects[n]!;
    const { measurement, totals: answered } = await measure(subject, one, duration, signal, watcher);
    totals[n]!.push(answered);
    await quiet(adminUrl, subject.system.prefix, signal); // what is left of one measurement is no part of the next
    return measurement;
  };

  for (const [n, { system }] of subjects.entries()) {
    say(`warming up: ${system.name}`);
    await measured(n, WARM_UP, { warmUpSeconds: options.firstWarmUpSeconds, seconds: 1 });
  }
  for (let round = 1; round <= options.rounds; round++) {
    await subjects[0]!.meter.checkpoint();
    for (const run of runs) {
      const { clients, kind } = run;
      const limitPerSecond = await limit?.measure({ ...options, clients, isHot: kind === 'hot' }, signal);
      const systems: Measurement[] = [];
      for (const n of subjects.keys())
        systems.push(await measured(n, run, options, n ? undefined : setting.watcher(run, round)));
      run.rounds.push({ limitPerSecond, systems });
      const beside = limitPerSecond === undefined ? [] : [`limit ${limitPerSecond.toFixed(0)}/s`];
      const rates = systems.map(
        ({ ordersPerSecond }, n) => `${subjects[n]!.system.name} ${ordersPerSecond.toFixed(0)}`,
      );
      say(`round ${round}, ${clients} clients, ${kind}: ${[...beside, ...rates].join(', ')} orders/s`);
    }
  }
  return { runs, totals };
}
