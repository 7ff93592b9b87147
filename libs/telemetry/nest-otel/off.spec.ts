import { ClientSpan, OtelMethodCounter, Span, WideEvent, wideEvent, WideEventField } from './index.js';
import { nestOtel } from './load.js';

it('leaves methods as they are, and loads nothing, where telemetry is off', () => {
  class Plain {
    async charge() {}
  }
  const { charge } = Plain.prototype;
  const descriptor = Object.getOwnPropertyDescriptor(Plain.prototype, 'charge')!;
  for (const decorate of [Span('a'), ClientSpan('a', 'b'), OtelMethodCounter(), WideEventField('c')])
    decorate(Plain.prototype, 'charge', descriptor as never);
  expect(descriptor.value).toBe(charge);
  expect([nestOtel, wideEvent]).toEqual([undefined, undefined]);
  expect(new WideEvent().run(() => 'done')).toBe('done');
});
