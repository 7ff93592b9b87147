import { ruleFiles } from '../../scripts/observability/rule-files.js';
import { scaled } from '../../scripts/observability/scaled.js';

it.each([
  ['rate(x_total[1h])', 'rate(x_total[15000ms])'],
  ['rate(x_total[5m])', 'rate(x_total[5000ms])'], // 1.25 s would hold two samples
  ['x offset 3d', 'x offset 1080000ms'],
  ['        for: 10m', '        for: 2500ms'],
  ['predict_linear(x[1h], 14400)', 'predict_linear(x[15000ms], 60)'],
  ['max by (context) (cleave_outbox_oldest_seconds) > 7200', 'max by (context) (cleave_outbox_oldest_seconds) > 30'],
])('%s', (text, shorter) => expect(scaled(text, 1 / 240)).toBe(shorter));

it.each(['slo:errors:ratio_rate1h > 14.4', 'x_seconds:p99 > 10', 'x{le="10"}', 'summary: used up in 2d'])(
  '%s is as before',
  (text) => expect(scaled(text, 1 / 240)).toBe(text),
);

it('by 1 nothing of the rules changes but the way it is written', () => {
  for (const text of ruleFiles().values())
    expect(scaled(text, 1).replaceAll(/\d+ms/g, '')).toBe(text.replaceAll(/(?<=\[|for: )\d+[smhd]/g, ''));
});
