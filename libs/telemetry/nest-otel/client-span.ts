import type { SpanKind } from '@opentelemetry/api';
import type { Attributes } from '../tracing.js';
import { nestOtel } from './load.js';
import type { Method } from './method.js';
import { whenInside } from './span.js';

/** Of the package, which is not loaded here. */
const CLIENT: SpanKind = 2;

/** What became of a call. */
type Outcome = { readonly value: unknown } | { readonly error: unknown };

/**
 * A call to another system, by `@Span` of nestjs-otel. A call that fails is no error of its span, since effects are repeated until there
 * is an answer: the span says that the outcome is `unknown`, and of which type the error was.
 *
 * @param peer        the system that is called, such as `payment-provider`
 * @param attributes  of the call, by its arguments
 */
export function ClientSpan<Args extends unknown[]>(
  name: string,
  peer: string,
  attributes: (...args: Args) => Attributes = () => ({}),
): MethodDecorator {
  if (!nestOtel) return () => undefined;
  const decorate = nestOtel.Span(name, (...args: unknown[]) => ({
    kind: CLIENT,
    attributes: { 'service.peer.name': peer, ...attributes(...(args as Args)) },
    onResult: (outcome: Outcome) => ({ attributes: toldOf(outcome) }),
  }));
  return (target, key, descriptor: PropertyDescriptor) => {
    const plain = descriptor.value as Method;
    descriptor.value = async function (this: unknown, ...args: unknown[]): Promise<Outcome> {
      try {
        return { value: await plain.apply(this, args) };
      } catch (error) {
        return { error };
      }
    };
    decorate(target, key, descriptor);
    const told = descriptor.value as (...args: unknown[]) => Promise<Outcome>;
    descriptor.value = whenInside(async function (this: unknown, ...args: unknown[]) {
      const outcome = await told.apply(this, args);
      if ('error' in outcome) throw outcome.error;
      return outcome.value;
    }, plain);
  };
}

const toldOf = (outcome: Outcome) =>
  'error' in outcome
    ? { 'cleave.call.outcome': 'unknown', 'cleave.call.error': (outcome.error as Error).name }
    : { 'cleave.call.outcome': 'known' };
