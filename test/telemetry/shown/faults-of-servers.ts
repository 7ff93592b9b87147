import type { OwnServer } from '#test/own-server';
import { sentAgain } from './evidence.js';
import type { Fault } from './fault.js';

/** Room for nothing more, and above a segment of the WAL, which must not fail. */
const MOST_BYTES = 20_971_520;

export const framesTwice: Fault = {
  fault: 'A network delivers every frame twice',
  suites: ['test/core/frames', 'test/core/twice', 'test/placements/'],
  strike: (stage) => stage.order(),
  after: [{ counts: 'cleave_inbox_duplicates_total' }, { span: 'process orders.order-confirmed.v1' }],
};

/** A broker is killed with -9 while a message is on its way, and comes back. */
export const killed = (
  broker: 'Redis' | 'RabbitMQ',
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
  during: [
    { gauge: 'cleave_ready', labels: { check: broker.toLowerCase() }, is: '0' },
    { line: new RegExp(`${broker} at .* is away`) },
  ],
  async heal(stage) {
    await server().restart();
    stage.signal('inventory', 'SIGCONT');
  },
  after: [
    { counts: 'cleave_messages_resent_total', labels: { context: 'orders', receiver: 'inventory' } },
    sentAgain('inventory.reserve-stock.v1'),
  ],
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
  async strike() {
    server().limitFiles(MOST_BYTES);
  },
  during: [{ gauge: 'cleave_ready', labels: { check: 'orders' }, is: '0' }],
  heal: () => server().limitFiles('unlimited'),
});
