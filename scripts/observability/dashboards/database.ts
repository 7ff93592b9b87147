import { CHOSEN, type Dashboard, quantile, quantiles } from './panel.js';

/** What the contexts ask of PostgreSQL, and the disk. */
export const database: Dashboard = {
  uid: 'database',
  title: 'database',
  panels: [
    {
      title: 'Transactions, by quantile',
      about: 'Batches of all contexts.',
      unit: 's',
      queries: quantiles('cleave_batch_duration_seconds', 0.5, 0.95, 0.99),
    },
    {
      title: 'Transactions, slowest hundredth by context',
      about: 'A context that is slower than the others has a large table, or a lock.',
      unit: 's',
      queries: [{ expr: quantile(0.99, 'cleave_batch_duration_seconds', 'context'), legend: '{{context}}' }],
    },
    {
      title: 'Connections for queries',
      about: 'Used and idle ones, and queries that wait for one.',
      queries: [
        { expr: `sum by (context, state) (cleave_pool_connections{${CHOSEN}})`, legend: '{{context}}: {{state}}' },
      ],
    },
    {
      title: 'Size',
      about: 'Of the database of each context, with its indexes.',
      unit: 'bytes',
      queries: [{ expr: `max by (context) (cleave_database_size_bytes{${CHOSEN}})`, legend: '{{context}}' }],
    },
    {
      title: 'Free space',
      about: 'It pages below a tenth of the volume.',
      unit: 'percentunit',
      queries: [
        {
          expr: `min by (volume) (cleave_disk_free_bytes{${CHOSEN}} / cleave_disk_size_bytes{${CHOSEN}})`,
          legend: '{{volume}}',
        },
      ],
    },
    {
      title: 'Can write',
      about: '0: the database is away, locked, read-only or full. /health says which.',
      unit: 'bool',
      queries: [{ expr: `min by (check) (cleave_ready{${CHOSEN}})`, legend: '{{check}}' }],
    },
  ],
};
