import { CHOSEN, type Dashboard, perSecond } from './panel.js';

/** Each process: that it runs, and what it has left. */
export const processes: Dashboard = {
  uid: 'processes',
  title: 'processes',
  panels: [
    {
      title: 'Answer',
      about: '0: it does not answer Prometheus.',
      unit: 'bool',
      queries: [{ expr: `up{job="cleave", ${CHOSEN}}`, legend: '{{instance}}' }],
    },
    {
      title: 'Ready',
      about: 'The worst check of each process.',
      unit: 'bool',
      queries: [{ expr: `min by (instance, check) (cleave_ready{${CHOSEN}})`, legend: '{{instance}}: {{check}}' }],
    },
    {
      title: 'Processor',
      about: 'A process has one thread for everything but passwords and compression: 100 % is all of it.',
      unit: 'percentunit',
      queries: [{ expr: perSecond('process_cpu_seconds_total', 'instance'), legend: '{{instance}}' }],
    },
    {
      title: 'Memory',
      about: 'Resident, and the heap in it.',
      unit: 'bytes',
      queries: [
        { expr: `process_resident_memory_bytes{${CHOSEN}}`, legend: '{{instance}}' },
        { expr: `sum by (instance) (process_heap_bytes{${CHOSEN}})`, legend: '{{instance}} heap' },
      ],
    },
    {
      title: 'Event loop: how late work begins',
      about: '99 of 100 turns, and the worst.',
      unit: 's',
      queries: [
        {
          expr: `nodejs_eventloop_delay_seconds{statistic=~"p99|max", ${CHOSEN}}`,
          legend: '{{instance}} {{statistic}}',
        },
      ],
    },
    {
      title: 'Time in garbage collection',
      about: 'By kind.',
      unit: 'percentunit',
      queries: [
        { expr: perSecond('nodejs_gc_duration_seconds_sum', 'instance, kind'), legend: '{{instance}} {{kind}}' },
      ],
    },
    {
      title: 'How full queues are',
      about: 'Every queue has a limit; what does not fit is refused or waits where it is.',
      unit: 'percentunit',
      queries: [
        {
          expr: `max by (instance, context, queue) (cleave_queue_items{${CHOSEN}} / (cleave_queue_limit{${CHOSEN}} > 0))`,
          legend: '{{instance}} {{context}} {{queue}}',
        },
      ],
    },
    {
      title: 'Requests served for other contexts',
      about: 'By the context that answers.',
      unit: 'ops',
      queries: [
        {
          expr: perSecond('rpc_server_call_duration_seconds_count', 'instance, context'),
          legend: '{{instance}}: {{context}}',
        },
      ],
    },
    {
      title: 'Spans',
      about: 'Those that are dropped or failed are missing in traces.',
      unit: 'ops',
      queries: [
        { expr: perSecond('cleave_telemetry_spans_total', 'instance, result'), legend: '{{instance}}: {{result}}' },
      ],
    },
  ],
};
