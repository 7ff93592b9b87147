import { Logger } from '@nestjs/common';
import pg from 'pg';
import { freshDatabase, type FreshDatabase } from '#test/postgres';
import { ContextServer } from '../../door/context-server.js';
import { silent } from '../../door/message-log.js';
import type { Transport } from '../transport.js';
import { Ask, requestOf } from './inn.fixtures.js';

const REQUESTS = 300;
const REPLICAS = ['inn-1', 'inn-2', 'inn-3'];

/**
 * Three replicas and a caller, with a counter in a database. Over Nest's own Redis transport each of the three would execute each request:
 * pub/sub gives everybody a copy.
 *
 * @param over  opens the transport as the process of this name
 */
export function oneTaker(name: string, over: (process: string) => Promise<Transport>): void {
  let database: FreshDatabase;
  let db: pg.Pool;
  const transports: Transport[] = [];
  beforeAll(async () => {
    database = await freshDatabase('one_taker');
    db = new pg.Pool({ connectionString: database.url, max: 10 });
    await db.query('CREATE TABLE execution (request uuid NOT NULL, replica text NOT NULL)');
  });
  afterAll(async () => {
    await Promise.all(transports.map((transport) => transport.close()));
    await db.end();
    await database.drop();
  });

  async function open(process: string): Promise<Transport> {
    const transport = await over(process);
    transports.push(transport);
    return transport;
  }

  /** Without an inbox: whatever it executes is written down. */
  async function serve(replica: string): Promise<void> {
    const server = new ContextServer('inn', silent);
    const count = async (request: { text: string }) => {
      await db.query('INSERT INTO execution VALUES ($1, $2)', [request.text, replica]);
      return { text: request.text, by: replica, leftMs: 0 };
    };
    server.addHandler(Ask.contract.name, count, false, { type: Ask });
    server.open();
    await (await open(replica)).serve([server]);
  }

  it(`three replicas execute each request over ${name} once, whichever of them`, async () => {
    for (const replica of REPLICAS) await serve(replica);
    const guest = (await open('guest')).carrierTo('inn');
    const requests = Array.from({ length: REQUESTS }, () => requestOf({}));
    const replies = await Promise.all(
      requests.map((request) => guest.request({ ...request, body: JSON.stringify({ text: request.id }) })),
    );
    expect(replies.every((reply) => 'body' in reply)).toBe(true);
    const { rows } = await db.query<{ replica: string; n: number; distinct: number }>(
      'SELECT replica, count(*)::int AS n, count(DISTINCT request)::int AS distinct FROM execution GROUP BY 1 ORDER BY 1',
    );
    new Logger(name).log(
      `${REQUESTS} requests: ${rows.map(({ replica, n }) => `${n} executed by ${replica}`).join(', ')}`,
    );
    expect(rows.reduce((sum, { n }) => sum + n, 0)).toBe(REQUESTS);
    expect(rows.reduce((sum, { distinct }) => sum + distinct, 0)).toBe(REQUESTS);
    expect(rows.map(({ replica }) => replica)).toEqual(REPLICAS);
  });
}
