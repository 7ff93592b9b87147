import type { FaultPoint } from '#libs/messaging';
import { killAndRestart, table } from './kill.js';

// T1, a sample: npm run test:faults kills at every point, many times
const SAMPLE: readonly FaultPoint[] = [
  'start.mid_migrate',
  'inbox.before_commit',
  'inbox.after_commit',
  'outbox.after_send',
  'effect.after_call',
  'timer.due',
];

test('killed -9 at some of the points, everything asked for is done once', async () => {
  const run = await killAndRestart(SAMPLE.map((point, i) => ({ point, nth: /^st/.test(point) ? 1 : 1 + (i % 3) * 3 })));
  console.log(table(run));
  expect(run).toMatchObject({ missed: [], unlike: [], complaints: [] });
}, 60_000);
