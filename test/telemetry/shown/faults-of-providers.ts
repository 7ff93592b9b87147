import { sentAgain } from './evidence.js';
import type { Fault } from './fault.js';

const EFFECT = 'payments.capture-charge.v1';
const UNKNOWN = { counts: 'cleave_effect_calls_total', labels: { effect: EFFECT, outcome: 'unknown' } } as const;
const ASKED_AGAIN = sentAgain(EFFECT);

/** What is outside of Cleave: the payment provider, and whoever takes its telemetry. */
export const faultsOfProviders: readonly Fault[] = [
  {
    fault: 'The payment provider charges, and its answer is lost',
    suites: ['test/core/effects', 'test/acceptance/suites/outcomes'],
    strike: (stage) => stage.order('pm_cleave_answerLost'),
    after: [UNKNOWN, ASKED_AGAIN],
  },
  {
    fault: 'The payment provider answers nothing for a while',
    suites: ['test/faults/silent-provider'],
    async strike(stage) {
      const [order] = await Promise.all(Array.from({ length: 8 }, () => stage.order('pm_cleave_silent')));
      return order;
    },
    during: [
      UNKNOWN,
      { gauge: 'cleave_payments_unknown', is: 'above 0' },
      { gauge: 'cleave_breaker_open', labels: { breaker: EFFECT }, is: 'above 0' },
      { line: /payments\.capture-charge\.v1/ },
    ],
    after: [ASKED_AGAIN],
  },
  {
    fault: 'Nobody takes the traces',
    suites: ['test/telemetry/shown/shown'],
    async strike(stage) {
      await stage.otlp.close();
      await stage.order();
    },
    during: [
      { counts: 'cleave_telemetry_spans_total', labels: { result: 'failed' } },
      { gauge: 'cleave_ready', labels: { check: 'orders' }, is: 'above 0' },
    ],
  },
];
