import { CHOSEN, type Dashboard, perSecond, quantile } from './panel.js';

const WAY = '{{context}} to {{receiver}}';

/** Messages between contexts: outbox, batches, inbox, dead letters. */
export const messages: Dashboard = {
  uid: 'messages',
  title: 'messages',
  panels: [
    {
      title: 'Messages sent',
      about: 'By sender and receiver.',
      unit: 'ops',
      queries: [{ expr: perSecond('cleave_messages_sent_total', 'context, receiver'), legend: WAY }],
    },
    {
      title: 'Messages sent again',
      about: 'Without a receipt within the lease, or after a failure. None is usual.',
      unit: 'ops',
      queries: [{ expr: perSecond('cleave_messages_resent_total', 'context, receiver'), legend: WAY }],
    },
    {
      title: 'From birth to receipt, 99 of 100',
      about: 'How long it takes until a message has taken effect.',
      unit: 's',
      queries: [{ expr: quantile(0.99, 'cleave_message_effective_seconds', 'context, receiver'), legend: WAY }],
    },
    {
      title: 'Oldest message without a receipt',
      about: 'It grows while a receiver is away.',
      unit: 's',
      queries: [{ expr: `max by (context, receiver) (cleave_outbox_oldest_seconds{${CHOSEN}})`, legend: WAY }],
    },
    {
      title: 'Messages in the outbox',
      about: 'Replicas of a context show the same table.',
      queries: [{ expr: `max by (context, receiver) (cleave_outbox_messages{${CHOSEN}})`, legend: WAY }],
    },
    {
      title: 'Copies that the inbox recognised',
      about: 'Of messages that were sent again although they had arrived.',
      unit: 'ops',
      queries: [{ expr: perSecond('cleave_inbox_duplicates_total', 'context'), legend: '{{context}}' }],
    },
    {
      title: 'Processed',
      about: 'By outcome: `failed` is tried again, `busy` waits.',
      unit: 'ops',
      queries: [
        {
          expr: perSecond('messaging_process_duration_seconds_count', 'context, outcome'),
          legend: '{{context}}: {{outcome}}',
        },
      ],
    },
    {
      title: 'Processing, slowest twentieth',
      about: 'From the arrival of a message to the end of its transaction.',
      unit: 's',
      queries: [
        {
          expr: quantile(0.95, 'messaging_process_duration_seconds', 'context, contract'),
          legend: '{{context}}: {{contract}}',
        },
      ],
    },
    {
      title: 'Items of a batch, largest twentieth',
      about: 'Under load many messages share one transaction.',
      queries: [{ expr: quantile(0.95, 'cleave_batch_items', 'context'), legend: '{{context}}' }],
    },
    {
      title: 'Duration of a batch, slowest twentieth',
      about: 'Two round trips to PostgreSQL and a commit.',
      unit: 's',
      queries: [{ expr: quantile(0.95, 'cleave_batch_duration_seconds', 'context'), legend: '{{context}}' }],
    },
    {
      title: 'Dead letters that wait for an operator',
      about: 'None is usual.',
      queries: [{ expr: `max by (context) (cleave_dead_letters{${CHOSEN}})`, legend: '{{context}}' }],
    },
    {
      title: 'Messages that became dead letters',
      about: 'Within the chosen time, also those that an operator has settled since.',
      queries: [
        {
          expr: `sum by (context, contract) (increase(cleave_dead_letters_total{${CHOSEN}}[$__range]))`,
          legend: '{{context}}: {{contract}}',
        },
      ],
    },
  ],
};
