import { CHOSEN, type Dashboard, perSecond, quantile } from './panel.js';

/** Orders that are under way, step by step. */
export const sagas: Dashboard = {
  uid: 'sagas',
  title: 'sagas',
  panels: [
    {
      title: 'Sagas under way',
      about: 'By the step whose answer they wait for.',
      queries: [{ expr: `max by (saga, state) (cleave_sagas{${CHOSEN}})`, legend: '{{saga}}: {{state}}' }],
    },
    {
      title: 'The oldest of each state',
      about: 'A step has at most two minutes, its compensation ten.',
      unit: 's',
      queries: [
        { expr: `max by (saga, state) (cleave_saga_oldest_seconds{${CHOSEN}})`, legend: '{{saga}}: {{state}}' },
      ],
    },
    {
      title: 'Ended',
      about: 'By outcome.',
      unit: 'ops',
      queries: [{ expr: perSecond('cleave_orders_total', 'outcome'), legend: '{{outcome}}' }],
    },
    {
      title: 'Duration by outcome, slowest twentieth',
      about: 'A compensated order takes as long as the deadline that it missed.',
      unit: 's',
      queries: [{ expr: quantile(0.95, 'cleave_order_duration_seconds', 'outcome'), legend: '{{outcome}}' }],
    },
    {
      title: 'Payments whose outcome is unknown',
      about: 'The provider has not said whether money was taken.',
      queries: [{ expr: `max(cleave_payments_unknown{${CHOSEN}})`, legend: 'payments' }],
    },
    {
      title: 'The oldest of these payments',
      about: 'It pages after five minutes.',
      unit: 's',
      queries: [{ expr: `max(cleave_payment_unknown_oldest_seconds{${CHOSEN}})`, legend: 'age' }],
    },
    {
      title: 'Steps: messages of the orders, slowest twentieth',
      about: 'From the birth of a command to the receipt of its receiver.',
      unit: 's',
      queries: [
        {
          expr: `histogram_quantile(0.95, ${perSecond('cleave_message_effective_seconds_bucket', 'le, receiver, contract', `context="orders", ${CHOSEN}`)})`,
          legend: '{{receiver}}: {{contract}}',
        },
      ],
    },
    {
      title: 'Answers of the steps',
      about: 'What orders is told by the other contexts, and its timers.',
      unit: 'ops',
      queries: [
        {
          expr: perSecond(
            'messaging_process_duration_seconds_count',
            'contract, outcome',
            `context="orders", ${CHOSEN}`,
          ),
          legend: '{{contract}}: {{outcome}}',
        },
      ],
    },
  ],
};
