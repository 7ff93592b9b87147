import type { Span as NestSpan } from 'nestjs-otel';
import { tracing } from '../tracing.js';
import { nestOtel } from './load.js';
import { copyMetadata, type Method } from './method.js';

/**
 * `@Span` of nestjs-otel, inside of a span that is recorded: by itself it would begin a trace for work whose trace was not sampled.
 * Where telemetry is off, the method stays what it is. An error that the method throws is one of its span.
 */
export function Span(name: string, options?: Parameters<typeof NestSpan>[1]): MethodDecorator {
  if (!nestOtel) return () => undefined;
  const decorate = nestOtel.Span(name, options);
  return (target, key, descriptor: PropertyDescriptor) => {
    const plain = descriptor.value as Method;
    decorate(target, key, descriptor);
    descriptor.value = whenInside(descriptor.value as Method, plain);
  };
}

/** The spanned method inside of a recorded span, the plain one elsewhere; with the name and the metadata of the plain one. */
export function whenInside(spanned: Method, plain: Method): Method {
  const method = new Proxy(plain, {
    apply: (_, self, args) => Reflect.apply(tracing?.isInside ? spanned : plain, self, args),
  });
  copyMetadata(plain, method);
  return method;
}
