import pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MeasureLimit } from './measure-limit.js';
import { PRODUCTS, STEPS, type Step } from './order-sql.js';

type Values = Record<string, string | number>;

/** Runs the same statements from this process, which does nothing else meanwhile. Used where pgbench is not installed. */
export function bareLoop(url: string): MeasureLimit {
  return async ({ clients, isHot, warmUpSeconds, seconds }, signal) => {
    let orders = 0;
    let isOver = false;
    const buyer = async (): Promise<void> => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      try {
        while (!isOver) {
          await order(client, { customer: upTo(16), product: isHot ? 1 : upTo(PRODUCTS) });
          orders++;
        }
      } finally {
        await client.end();
      }
    };
    const buyers = Promise.all(Array.from({ length: clients }, buyer));
    const measured = async (): Promise<number> => {
      await sleep(warmUpSeconds * 1_000, undefined, { signal });
      const [before, since] = [orders, performance.now()];
      await sleep(seconds * 1_000, undefined, { signal });
      const perSecond = ((orders - before) / (performance.now() - since)) * 1_000;
      return perSecond;
    };
    try {
      return await Promise.race([measured(), buyers.then(() => Promise.reject(new Error('the buyers went away')))]);
    } finally {
      isOver = true;
      await buyers;
    }
  };
}

async function order(client: pg.Client, chosen: Values): Promise<void> {
  let values = chosen;
  for (const step of STEPS) {
    const { rows } = await client.query<Values>({
      ...statementOf(step),
      values: step.parameters.map((name) => values[name]),
    });
    values = { ...values, ...rows[0] };
  }
}

const upTo = (most: number): number => 1 + Math.floor(Math.random() * most);

function statementOf({ name, text, parameters }: Step): { name: string; text: string } {
  const numbered = parameters.reduce(
    (sql, parameter, index) => sql.replaceAll(`:${parameter}::`, `$${index + 1}::`),
    text,
  );
  return { name, text: numbered };
}
