import { helpedText } from './help.js';
import { sagasText } from './list.js';
import { sagaText } from './show.js';

const id = '01a228b9-1bc6-765e-ab39-a7aca6358d38';
const at = '2026-11-24T10:00:00.000Z';

it('the sagas that have not ended are a table', () => {
  const parked = { id, saga: 'checkout', state: 'compensation-failed', step: 'payment', reason: 'timeout', since: at };
  expect(sagasText([parked, { ...parked, state: 'stock', step: 'stock', reason: null }])).toBe(
    'order                                 saga      state                step     reason   since\n' +
      `${id}  checkout  compensation-failed  payment  timeout  ${at}\n` +
      `${id}  checkout  stock                stock    -        ${at}`,
  );
});

it('a saga that waits for a person says what can be done', () => {
  const nothing = { step: null, reason: null, by: null, sends: null, undoes: null };
  const text = sagaText({
    id,
    saga: 'checkout',
    state: 'compensation-failed',
    reason: 'timeout',
    steps: [
      { name: 'stock', status: 'done', attempts: 1, until: null, needsHelp: false },
      { name: 'payment', status: 'parked', attempts: 2, until: null, needsHelp: true },
    ],
    entries: [
      { ...nothing, at, what: 'started', sends: 'stock' },
      {
        ...nothing,
        at,
        what: 'retried',
        step: 'payment',
        reason: 'ticket 1\u001b[31m',
        by: 'oscar',
        undoes: 'payment',
      },
    ],
  });
  expect(text).toMatch(/^checkout \S+: compensation-failed, because of timeout\n\nstep/);
  expect(text).toMatch(/payment +parked +2 x +-/);
  expect(text).toMatch(/retried +payment +undoes payment +ticket 1 \[31m +oscar/);
  expect(text).not.toContain('\u001b');
  expect(text).toContain(`payment waits for a person: cleave saga retry|skip|force ${id} payment --reason …`);
  expect(text).not.toContain('stock waits');
});

it('what was decided is told with where the saga stands now', () =>
  expect(helpedText({ id, step: 'payment', status: 'undone', state: 'compensating' })).toBe(
    `Step payment is undone now, and saga ${id} is compensating.`,
  ));
