import { adminSession } from '#libs/database';
import type { OwnServer } from '#test/own-server';
import type { Fault } from './fault.js';
import type { Stage } from './stage.js';

/** Room for nothing more, and above a segment of the WAL, which must not fail. */
const MOST_BYTES = 20_971_520;

export const framesTwice: Fault = {
  fault: 'A network delivers every frame twice',
  suites: ['test/core/frames', 'test/core/twice', 'test/placements/'],
  strike: (stage) => stage.order(),
  after: [{ counts: 'cleave_inbox_duplicates_total' }, { span: 'process orders.order-confirmed.v1' }],
};

const LINES = {
  Redis: { away: /Redis at .* is away/, back: /Redis at .* answers again/ },
  RabbitMQ: { away: /RabbitMQ at .* is away/, back: /RabbitMQ at .* answers again/ },
};

/** A broker is killed with -9 while a message is on its way, and comes back. */
export const killed = (
  broker: keyof typeof LINES,
  server: () => { kill9(): Promise<void>; restart(): Promise<void> },
): Fault => ({
  fault: `${broker} is killed with -9, and comes back`,
  suites: [`test/${broker.toLowerCase()}/faults`],
  async strike(stage) {
    stage.signal('inventory', 'SIGSTOP'); // the message of the order is still with the broker
    const order = await stage.order();
    await server().kill9();
    return order;
  },
  during: [{ gauge: 'cleave_ready', labels: { check: broker.toLowerCase() }, is: '0' }, { line: LINES[broker].away }],
  async heal(stage) {
    await server().restart();
    stage.signal('inventory', 'SIGCONT');
  },
  after: [{ line: LINES[broker].back }, { span: 'process inventory.reserve-stock.v1' }],
});

/** Calls go on with the last known instances, so nobody is unready. */
export const agentAway = (consul: () => { kill9(): Promise<void>; restart(): Promise<void> }): Fault => ({
  fault: 'The agent of Consul is killed with -9, and comes back',
  suites: ['test/consul/found', 'test/consul/alone', 'libs/discovery/consul/away'],
  async strike(stage) {
    await consul().kill9();
    return stage.order();
  },
  during: [
    { line: /the last known instances are kept/ },
    { gauge: 'cleave_ready', labels: { check: 'consul' }, is: 'above 0' },
    { span: 'process orders.order-confirmed.v1' },
  ],
  heal: () => consul().restart(),
});

export const crash = (server: () => OwnServer): Fault => ({
  fault: 'PostgreSQL is killed, and comes back',
  suites: ['test/faults/outage', 'test/faults/database-killed', 'test/core/environment', 'test/core/lost-commit'],
  async strike(stage) {
    const order = await stage.order();
    await server().crash();
    return order;
  },
  during: [{ gauge: 'cleave_ready', labels: { check: 'orders' }, is: '0' }],
  heal: () => server().startAgain(),
  after: [{ span: 'process orders.order-confirmed.v1' }],
});

export const fill = (server: () => OwnServer): Fault => ({
  fault: 'The disk of PostgreSQL is full',
  suites: ['test/faults/outage', 'test/core/writable'],
  async strike(stage) {
    server().limitFiles(MOST_BYTES);
    await fillEvents(server(), stage);
    await stage.orderUntilRefused();
  },
  during: [{ gauge: 'cleave_ready', labels: { check: 'orders' }, is: '0' }],
  heal: () => server().limitFiles('unlimited'),
});

/** Rows of a page each, until there is no room for another page, and small ones for what is left between them. */
async function fillEvents({ adminUrl }: OwnServer, { cleave }: Stage): Promise<void> {
  const pathname = `/${cleave.env['CLEAVE_DATABASE_PREFIX']}orders`;
  await adminSession(Object.assign(new URL(adminUrl), { pathname }).href, async (client) => {
    await client.query(
      'ALTER TABLE event ADD COLUMN ballast text; ALTER TABLE event ALTER COLUMN ballast SET STORAGE PLAIN, SET (autovacuum_enabled = false)',
    );
    for (const ballast of [`repeat('x', 8000)`, 'NULL'])
      await client
        .query(
          `INSERT INTO event (stream, version, type, data, headers, at, ballast) SELECT 'ballast-' || gen_random_uuid(), n, 'ballast', '', '', now(), ${ballast} FROM generate_series(1, 5000) n`,
        )
        .catch((error: Error) => expect(error.message).toContain('File too large'));
  });
}
