import type { Engine, StreamDefinition } from '#libs/messaging';
import { gauge, metering, SlowReading } from '#libs/telemetry';
import type { Saga } from '../steps/index.js';
import { SAGAS, type StateFigures } from './figures-sql.js';

const RUNNING = gauge('cleave.sagas', '{saga}', 'Sagas that have not ended, by the step they wait for; up to 10,000.');
const OLDEST = gauge('cleave.saga.oldest', 's', 'For how long the oldest of them has been in this state.');

/**
 * Lets the metrics tell where the sagas of a context are.
 *
 * @param journals  the streams of their journals
 */
export function observeSaga<Data>(
  { table }: Saga<Data>,
  { name }: StreamDefinition<any, any>,
  { context, dataSource }: Pick<Engine, 'context' | 'dataSource'>,
): void {
  const timer = table.timer.fact.contract.name;
  const figures = new SlowReading(() => dataSource.query<StateFigures[]>(SAGAS, [context, timer, name]));
  const states = [...table.steps.map((step) => step.name), 'compensating', 'compensation-failed'];
  metering?.observe([RUNNING, OLDEST], async (tell) => {
    const read = await figures.latest();
    if (!read) return;
    const known = new Map(read.map((one) => [one.state, one]));
    for (const state of states) {
      const labels = { context, saga: table.saga, state };
      tell(RUNNING, known.get(state)?.sagas ?? 0, labels);
      tell(OLDEST, known.get(state)?.oldestSeconds ?? 0, labels);
    }
  });
}
