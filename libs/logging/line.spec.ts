import { about, failureOf, oneLine, spanIdOf, traceIdOf } from './line.js';

it('a line stays one, whatever a user wrote', () => {
  const line = oneLine('a\nERROR forged\r\u001b[31mred\u2028\u202Eback\u200b\ud800');
  expect(line).toBe('a\\nERROR forged\\u000d\\u001b[31mred\\u2028\\u202eback\\u200b\\ud800');
});

it('a line has an end', () => expect(oneLine('x'.repeat(100_000))).toHaveLength(4_001));

it('says what it is about, with quotes where they are needed', () => {
  expect(about({ trace_id: 'ab12', user: undefined, key: '', reason: 'a b=c"', n: 3, gone: null })).toBe(
    ' trace_id=ab12 reason="a b=c\\"" n=3',
  );
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  expect([traceIdOf(traceparent), spanIdOf(traceparent)]).toEqual([
    '4bf92f3577b34da6a3ce929d0e0e4736',
    '00f067aa0ba902b7',
  ]);
});

it('an error is its name, its message, its place and some frames', () => {
  const error = Object.assign(new TypeError('no'), { code: '23514', statement: 'update shelf', table: 'shelf' });
  expect(failureOf(error)).toMatch(/^TypeError: no code=23514 statement="update shelf" table=shelf <at .+> <at .+>/);
  expect(failureOf('text')).toBe('text');
});

it('a long message leaves room for the stack, and a deep stack for what follows', () => {
  const error = Object.assign(new Error('x'.repeat(100_000)), { stack: `Error${'\n    at f (a.ts:1:1)'.repeat(50)}` });
  expect(failureOf(error)).toBe(`Error: ${'x'.repeat(1_000)}…${' <at f (a.ts:1:1)>'.repeat(5)}`);
});

it('no frame is forged by a message', () => {
  const error = new Error('no\n    at \u001b[2J (password=hunter2)');
  expect(failureOf(error)).toMatch(/^Error: no\\n {4}at \\u001b\[2J \(password=\[secret\]\) <at /);
  for (const hostile of ['\u001b', 'hunter2']) expect(failureOf(error)).not.toContain(hostile);
});
