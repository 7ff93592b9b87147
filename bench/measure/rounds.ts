import type { Limit } from '../limit/limit.js';
import type { Moments } from '../load/load-generator.js';
import type { Totals } from '../load/protocol.js';
import type { Options } from '../options.js';
import type { Stage } from '../stage/stage.js';
import { quiet } from '../verify/quiet.js';
import { type Case, measure, type Measurement } from './measurement.js';
import type { Meter } from './meter.js';

export interface Round {
  /** Undefined where the limit was left out. */
  readonly limitPerSecond?: number;
  readonly cleave: Measurement;
}

export interface Run extends Case {
  readonly rounds: Round[];
}

export interface Rounds {
  readonly runs: readonly Run[];
  /** Of everything that was ever answered. */
  readonly totals: readonly Totals[];
}

export interface Setting {
  readonly stage: Stage;
  readonly meter: Meter;
  readonly limit?: Limit;
  readonly options: Options;
  readonly signal: AbortSignal;
  say(line: string): void;
  /** Watches the measurement of a case in a round. */
  watcher(one: Case, round: number): Moments | undefined;
}

/** V8 has compiled what it compiles, and the tables are no longer empty. */
const WARM_UP = { clients: 64, kind: 'spread', warmUpSeconds: 8, seconds: 1 } as const;

/** The limit and Cleave in turn, round by round: whatever else happens on the machine happens to both. */
export async function rounds(setting: Setting): Promise<Rounds> {
  const { stage, meter, limit, options, signal, say } = setting;
  const runs: Run[] = [
    ...options.clients.map((clients) => ({ clients, kind: 'spread' as const, rounds: [] })),
    ...options.hot.map((clients) => ({ clients, kind: 'hot' as const, rounds: [] })),
  ];
  say('warming up');
  const { totals: warm } = await measure(stage, meter, WARM_UP, WARM_UP, signal);
  const totals = [warm];
  for (let round = 1; round <= options.rounds; round++) {
    await meter.checkpoint();
    for (const run of runs) {
      const { clients, kind } = run;
      const limitPerSecond = await limit?.measure({ ...options, clients, isHot: kind === 'hot' }, signal);
      const { measurement, totals: answered } = await measure(
        stage,
        meter,
        run,
        options,
        signal,
        setting.watcher(run, round),
      );
      run.rounds.push({ limitPerSecond, cleave: measurement });
      totals.push(answered);
      const beside = limitPerSecond === undefined ? '' : `limit ${limitPerSecond.toFixed(0)}/s, `;
      say(`round ${round}, ${clients} clients, ${kind}: ${beside}${measurement.ordersPerSecond.toFixed(0)} orders/s`);
      await quiet(stage.server.adminUrl, signal); // what is left of one measurement is no part of the next
    }
  }
  return { runs, totals };
}
