import { SetMetadata } from '@nestjs/common';
import { tracing } from '#libs/telemetry';
import { RecordedSpans } from '#test/recorded-spans';

const recorded = new RecordedSpans();
const { ClientSpan, Span } = await import('./index.js');

afterAll(() => recorded.end());

class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

class Provider {
  private readonly fee = 1;

  @SetMetadata('is-kept', true)
  @Span('add fee')
  total(amount: number): number {
    if (amount < 0) throw new RangeError('below zero');
    return amount + this.fee;
  }

  @ClientSpan('capture', 'payment-provider', (amount: number) => ({ 'cleave.amount': amount }))
  async capture(amount: number): Promise<string> {
    if (amount === 0) throw new NoAnswer('lost');
    return `captured ${this.total(amount)}`;
  }
}
const provider = new Provider();

/** Runs the work inside a span, and returns what was recorded below it. */
async function inside(work: () => unknown) {
  const span = tracing!.begin('above')!;
  const before = recorded.all.length;
  await span.run(async () => work()).catch(() => undefined);
  const seen = recorded.all.slice(before);
  span.end();
  return seen;
}

it('makes spans inside of a recorded one', async () => {
  const [inner, outer] = await inside(() => provider.capture(4));
  expect([inner!.name, outer!.name]).toEqual(['add fee', 'capture']);
  expect(inner!.parentSpanContext?.spanId).toBe(outer!.spanContext().spanId);
  expect(outer!.attributes).toEqual({
    'service.peer.name': 'payment-provider',
    'cleave.amount': 4,
    'cleave.call.outcome': 'known',
  });
});

it('makes none elsewhere, and results, errors, names and metadata are those of the method everywhere', async () => {
  const before = recorded.all.length;
  expect(await provider.capture(4)).toBe('captured 5');
  await expect(provider.capture(0)).rejects.toThrow(NoAnswer);
  expect(recorded.all).toHaveLength(before);
  await inside(async () => {
    expect(await provider.capture(4)).toBe('captured 5');
    await expect(provider.capture(0)).rejects.toThrow(NoAnswer);
  });
  expect([provider.capture.name, provider.total.name]).toEqual(['capture', 'total']);
  expect(Reflect.getMetadata('is-kept', provider.total)).toBe(true);
});

it('takes no call that is repeated for an error, and says what it was', async () => {
  const [call] = await inside(() => provider.capture(0));
  expect(call!.status.code).toBe(0);
  expect(call!.attributes).toMatchObject({ 'cleave.call.outcome': 'unknown', 'cleave.call.error': 'NoAnswer' });
});

it('takes an error of other methods for one', async () => {
  const [span] = await inside(() => provider.total(-1));
  expect([span!.status.code, span!.events.map(({ name }) => name)]).toEqual([2, ['exception']]);
});
