import { isSampled, tracing } from '#libs/telemetry';
import { RecordedSpans } from '#test/recorded-spans';

const [trace, span] = ['4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7'];
const [sampled, unsampled] = [`00-${trace}-${span}-01`, `00-${trace}-${span}-00`];
let spans: RecordedSpans;

beforeEach(() => void (spans = new RecordedSpans()));
afterEach(() => spans.end());

it('a span below another has its trace, and a trace context that says so', () => {
  const one = tracing!.begin('one', { parent: sampled })!;
  one.end();
  expect(one.traceparent).toMatch(new RegExp(`^00-${trace}-(?!${span})[0-9a-f]{16}-01$`));
  expect(spans.all[0]!.parentSpanContext!.spanId).toBe(span);
});

it('nothing is recorded below what is not sampled, also where the sampler would take it', () => {
  expect(tracing!.begin('one', { parent: unsampled })).toBeUndefined();
});

it('a span that does not end is not exported', () => {
  tracing!.begin('rolled back');
  tracing!.begin('committed')!.end();
  expect(spans.names).toEqual(['committed']);
});

it('a batch is sampled when one of its messages is, and linked to those alone', () => {
  expect(tracing!.begin('batch', { links: [unsampled] })).toBeUndefined();
  tracing!.begin('batch', { links: [unsampled, sampled] })!.end();
  expect(spans.all[0]!.links.map(({ context }) => context.traceId)).toEqual([trace]);
  expect(spans.all[0]!.parentSpanContext).toBeUndefined();
});

it('a batch is linked to each of its messages, however many there are', () => {
  const links = Array.from({ length: 256 }, (_, n) => `00-${trace}-${n.toString(16).padStart(16, '1')}-01`);
  tracing!.begin('batch', { links })!.end();
  expect(spans.all[0]!.links).toHaveLength(256);
});

it.each([undefined, null, 1, {}, '', '00-1-2-01'])(
  'what says %j in place of its trace is not traced, and stops nobody',
  (given) => {
    const traceparent = given as string;
    expect(tracing!.begin('batch', { links: [traceparent] })).toBeUndefined();
    expect(tracing!.begin('one', { parent: traceparent ?? unsampled })).toBeUndefined();
  },
);

it('the error of a span is a type and a sentence', () => {
  const one = tracing!.begin('one')!;
  one.failed('message.dead-letter', new Error('no such shelf'));
  one.end();
  expect(spans.all[0]).toMatchObject({
    attributes: { 'error.type': 'message.dead-letter' },
    status: { code: 2, message: 'no such shelf' },
  });
});

it('what must not stand in the log stands in no event and no failure', () => {
  const one = tracing!.begin('one')!;
  const said = 'no mailbox ada.lovelace@example.com, password=hunter2';
  one.event('failed', { message: said, attempt: 2 });
  one.failed('internal', new Error(said));
  one.end();
  const { events, status } = spans.all[0]!;
  expect(JSON.stringify([events, status])).not.toMatch(/lovelace|hunter2/);
  expect(events[0]!.attributes).toEqual({ message: 'no mailbox a…@example.com, password=[secret]', attempt: 2 });
});

describe('with a sampler that takes none', () => {
  beforeEach(() => void (spans = new RecordedSpans({ OTEL_TRACES_SAMPLER: 'always_off' })));

  it('no trace begins, not even one that a client asks for', () => {
    expect(tracing!.begin('root')).toBeUndefined();
    expect(tracing!.begin('entry', { parent: sampled, isEntry: true })).toBeUndefined();
  });

  it('what is linked to a sampled message is recorded', () => {
    expect(tracing!.begin('batch', { links: [sampled] })).toBeDefined();
  });
});

it('a sampler of a share takes that share of traces, whole', () => {
  spans = new RecordedSpans({ OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.1' });
  const begun = Array.from({ length: 2_000 }, () => tracing!.begin('root')).filter((one) => one !== undefined);
  expect(begun.length).toBeGreaterThan(100);
  expect(begun.length).toBeLessThan(350);
  expect(begun.every(({ traceparent }) => isSampled(traceparent))).toBe(true);
});
