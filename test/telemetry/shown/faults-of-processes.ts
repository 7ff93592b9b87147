import { Api } from '#test/api';
import { sentAgain } from './evidence.js';
import type { Fault } from './fault.js';
import type { Stage } from './stage.js';

const SENT = { counts: 'cleave_messages_sent_total', labels: { context: 'orders', receiver: 'inventory' } } as const;
const RESENT = {
  counts: 'cleave_messages_resent_total',
  labels: { context: 'orders', receiver: 'inventory' },
} as const;
const AGAIN = sentAgain('inventory.reserve-stock.v1');

const cannotAnswer = (stage: Stage) => stage.signal('inventory', 'SIGSTOP');
const answersAgain = (stage: Stage) => stage.signal('inventory', 'SIGCONT');

/** In every context a process of its own, over TCP. */
export const faultsOfProcesses: readonly Fault[] = [
  {
    fault: 'A process is killed with -9 while a message is on its way to it',
    suites: [
      'test/faults/mixed-orders',
      'test/faults/payment-provider',
      'test/faults/kills',
      'test/faults/kill-orders',
      'test/faults/split-kills',
      'test/faults/processes',
      'test/faults/read-side',
    ],
    async strike(stage) {
      cannotAnswer(stage); // so that it is killed before it has done anything
      return stage.order();
    },
    during: [SENT],
    heal: (stage) => stage.signal('inventory', 'SIGKILL'),
    after: [{ line: /inventory.*(SIGKILL|killed)/ }, RESENT, AGAIN],
  },
  {
    fault: 'A process is there and answers nothing',
    suites: [
      'test/faults/stops',
      'test/faults/replicas',
      'test/faults/black-hole',
      'test/faults/waits',
      'test/faults/away',
    ],
    async strike(stage) {
      cannotAnswer(stage);
      const order = await stage.order();
      await Promise.all(Array.from({ length: 8 }, () => stage.ada.get('/v1/products')));
      return order;
    },
    during: [
      { gauge: 'cleave_outbox_oldest_seconds', labels: { context: 'orders', receiver: 'inventory' }, is: 'above 0' },
      {
        counts: 'rpc_client_call_duration_seconds_count',
        labels: { rpc_method: 'inventory.list-products.v1', outcome: /deadline|unavailable/ },
      },
      { gauge: 'cleave_breaker_open', labels: { breaker: 'gateway to inventory' }, is: 'above 0' },
      { line: /gateway to inventory/ },
    ],
    heal: answersAgain,
    after: [RESENT, AGAIN],
  },
  {
    fault: 'A message fails whenever it is processed',
    suites: ['test/core/poison', 'test/core/operations', 'test/core/environment'],
    async strike(stage) {
      await stage.sql('notifications', 'ALTER TABLE message RENAME TO message_away');
      return stage.order();
    },
    during: [
      {
        counts: 'messaging_process_duration_seconds_count',
        labels: { context: 'notifications', contract: 'orders.order-confirmed.v1', outcome: 'failed' },
      },
      { counts: 'cleave_dead_letters_total', labels: { context: 'orders', contract: 'orders.order-confirmed.v1' } },
      { gauge: 'cleave_dead_letters', labels: { context: 'orders' }, is: 'above 0' },
      { deadLetter: 'orders.order-confirmed.v1' },
      { line: /orders\.order-confirmed\.v1/, ofOrder: true },
    ],
    heal: (stage) => stage.sql('notifications', 'ALTER TABLE message_away RENAME TO message'),
  },
  {
    fault: 'A message kills whatever process takes it',
    suites: ['test/core/poison', 'test/core/suspects', 'test/core/kills'],
    after: [
      { counts: 'cleave_messages_resent_total' },
      { deadLetter: 'of the message, with the code message.unanswered' },
    ],
  },
  {
    fault: 'A client reads none of its answers',
    suites: ['libs/hosting/http/unread'],
    after: [{ counts: 'cleave_http_answers_cut_total' }],
  },
  {
    fault: 'Another session locks a table',
    suites: ['test/faults/locked-table', 'test/core/contention'],
    async strike(stage) {
      await stage.lock('orders', 'event');
      await stage.orderUntilRefused();
    },
    during: [{ gauge: 'cleave_ready', labels: { check: 'orders' }, is: '0' }],
    heal: (stage) => stage.unlock(),
  },
  {
    fault: 'The connection of every batch is ended',
    suites: ['test/core/environment'],
    async strike(stage) {
      await stage.sql(
        'inventory',
        `CREATE FUNCTION end_backend() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
         CREATE TRIGGER end_backend BEFORE INSERT ON inbox FOR EACH STATEMENT EXECUTE FUNCTION end_backend()`,
      );
      return stage.order();
    },
    during: [
      { counts: 'cleave_database_troubles_total', labels: { context: 'inventory' } },
      {
        span: 'process inventory.reserve-stock.v1',
        like: /"cleave\.outcome":"(busy|failed)"/,
        words: 'with another outcome than done',
      },
    ],
    heal: (stage) => stage.sql('inventory', 'DROP TRIGGER end_backend ON inbox'),
    after: [{ span: 'process orders.order-confirmed.v1' }],
  },
  {
    fault: 'A stranger sends what is no frame to the port of a context',
    suites: [
      'libs/messaging/transports/tcp/fuzz',
      'libs/messaging/transports/tcp/bounds',
      'libs/messaging/transports/tcp/tls',
    ],
    strike: (stage) => stage.chatter('inventory'),
    after: [
      { counts: 'cleave_transport_refused_total', labels: { transport: 'tcp' } },
      { line: /a connection from .* is (refused|cut)/ },
    ],
  },
  {
    fault: 'A request is no request',
    suites: ['test/fuzz/fuzz'],
    async strike({ ada }) {
      await ada.post('/v1/orders', { lines: 'none' });
    },
    after: [
      {
        counts: 'http_server_request_duration_seconds_count',
        labels: { http_route: '/v1/orders', http_response_status_code: '400' },
      },
    ],
  },
  {
    fault: 'A client asks too often',
    suites: ['src/modules/gateway/limits/'],
    async strike({ cleave }) {
      const visitor = new Api(cleave.url);
      const wrong = { email: 'nobody@example.org', password: 'wrong horse' };
      await Promise.all(Array.from({ length: 30 }, () => visitor.post('/v1/sessions', wrong)));
    },
    after: [{ counts: 'http_server_request_duration_seconds_count', labels: { http_response_status_code: '429' } }],
  },
  {
    // last, since it leaves much to do
    fault: 'More orders come than can be done',
    suites: ['test/faults/overload', 'test/faults/backlog'],
    async strike(stage) {
      cannotAnswer(stage);
      await stage.orderUntilRefused();
    },
    during: [
      { counts: 'cleave_rejected_total', labels: { reason: 'context.overloaded' } },
      { counts: 'http_server_request_duration_seconds_count', labels: { http_response_status_code: '503' } },
      { line: /context\.overloaded/ },
    ],
    heal: answersAgain,
  },
];
