import { CHOSEN, type Dashboard, perSecond, quantile, quantiles } from './panel.js';

const HTTP = 'http_server_request_duration_seconds';
const ROUTE = 'http_request_method, http_route';

/** The path of an order, from the request to its end. */
export const orders: Dashboard = {
  uid: 'orders',
  title: 'order path',
  panels: [
    {
      title: 'Burn rate of the error budgets',
      about: '1 uses the budget of thirty days up in thirty days. It pages at 14.4 over an hour.',
      queries: [{ expr: 'slo:errors:ratio_rate1h / on (slo) slo:error_budget:ratio', legend: '{{slo}}' }],
    },
    {
      title: 'Orders that became final',
      about: 'By their outcome.',
      unit: 'ops',
      queries: [{ expr: perSecond('cleave_orders_total', 'outcome'), legend: '{{outcome}}' }],
    },
    {
      title: 'From placed to final',
      about: 'Orders should be final within 10 s.',
      unit: 's',
      queries: quantiles('cleave_order_duration_seconds', 0.5, 0.95, 0.99),
    },
    {
      title: 'Requests',
      about: 'By route.',
      unit: 'reqps',
      queries: [{ expr: perSecond(`${HTTP}_count`, ROUTE), legend: '{{http_request_method}} {{http_route}}' }],
    },
    {
      title: 'Requests, slowest twentieth',
      about: 'Those that wait for an order by `Prefer: wait` take as long as the order.',
      unit: 's',
      queries: [{ expr: quantile(0.95, HTTP, ROUTE), legend: '{{http_request_method}} {{http_route}}' }],
    },
    {
      title: 'Answers by status',
      about: 'A 503 is a part that is away or overloaded, any other 5xx a fault.',
      unit: 'reqps',
      queries: [
        { expr: perSecond(`${HTTP}_count`, 'http_response_status_code'), legend: '{{http_response_status_code}}' },
      ],
    },
    {
      title: 'Refused early',
      about: 'Before anything was done, by code: limits and overload.',
      unit: 'ops',
      queries: [{ expr: perSecond('cleave_rejected_total', 'reason'), legend: '{{reason}}' }],
    },
    {
      title: 'Calls between contexts, slowest twentieth',
      about: 'As the caller sees them, repetitions included.',
      unit: 's',
      queries: [
        {
          expr: quantile(0.95, 'rpc_client_call_duration_seconds', 'context, rpc_method'),
          legend: '{{context}}: {{rpc_method}}',
        },
      ],
    },
    {
      title: 'Calls between contexts, by outcome',
      about: '`ok`, or the code of the refusal or the failure.',
      unit: 'ops',
      queries: [
        {
          expr: perSecond('rpc_client_call_duration_seconds_count', 'transport, outcome'),
          legend: '{{transport}}: {{outcome}}',
        },
      ],
    },
    {
      title: 'Calls of the payment provider and the mail server',
      about: '`unknown` is a call without an answer: the outcome is asked for later.',
      unit: 'ops',
      queries: [{ expr: perSecond('cleave_effect_calls_total', 'effect, outcome'), legend: '{{effect}}: {{outcome}}' }],
    },
    {
      title: 'Open circuit breakers',
      about: 'While one is open, one call a second is made to see whether the other side is back.',
      unit: 'bool',
      queries: [{ expr: 'max by (breaker) (cleave_breaker_open{instance=~"$instance"})', legend: '{{breaker}}' }],
    },
    {
      title: 'Circuit breakers that opened',
      about: 'Within the chosen time.',
      queries: [
        {
          expr: 'sum by (breaker) (increase(cleave_breaker_opened_total{instance=~"$instance"}[$__range]))',
          legend: '{{breaker}}',
        },
      ],
    },
    {
      title: 'How far search is behind',
      about: 'Age of the oldest event that a copy of the read side does not have. About a second is usual.',
      unit: 's',
      queries: [
        {
          expr: `max by (projection, store, state) (cleave_projection_lag_seconds{${CHOSEN}})`,
          legend: '{{projection}} in {{store}}: {{state}}',
        },
      ],
    },
    {
      title: 'Documents written for search',
      about: 'Far more than orders while a copy is being filled.',
      unit: 'ops',
      queries: [
        {
          expr: perSecond('cleave_projection_written_total', 'projection, store'),
          legend: '{{projection}} in {{store}}',
        },
        {
          expr: perSecond('cleave_projection_failures_total', 'projection, store'),
          legend: '{{projection}} in {{store}}: failed',
        },
      ],
    },
    {
      title: 'Documents of a copy',
      about: 'As its store estimates.',
      queries: [
        {
          expr: `max by (projection, store, state) (cleave_projection_documents{${CHOSEN}})`,
          legend: '{{projection}} in {{store}}: {{state}}',
        },
      ],
    },
  ],
};
