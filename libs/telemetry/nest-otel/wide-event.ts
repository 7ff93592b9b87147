import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { WideEventField as NestWideEventField } from 'nestjs-otel';
import { catchError, concat, defer, EMPTY, throwError, type Observable } from 'rxjs';
import { tracing, type Attributes } from '../tracing.js';
import { nestOtel } from './load.js';

/** Writes fields of the wide event of the running request; undefined where telemetry is off. Without a recorded request it does nothing. */
export const wideEvent = nestOtel && new nestOtel.WideEventService();

/** Writes what the method returns, or `pick` makes of it, to the wide event of the running request. */
export const WideEventField: typeof NestWideEventField = nestOtel?.WideEventField ?? (() => (): void => undefined);

/**
 * Collects what is written to `wideEvent` while a request is answered, and writes it to the span of the request when it is. Undefined
 * where telemetry is off: an interceptor costs every request some microseconds, whatever it does.
 *
 * @param seed  what is known before the handler is called
 */
export function wideEvents(seed: (context: ExecutionContext) => Attributes): NestInterceptor | undefined {
  if (!nestOtel || !tracing) return undefined;
  const given = new nestOtel.WideEventInterceptor({ wideEvents: { seed } });
  return {
    intercept: (context: ExecutionContext, next: CallHandler) =>
      tracing?.isInside ? unseen(next, (hidden) => given.intercept(context, hidden)) : next.handle(),
  };
}

/** Hides an error from the interceptor, to which a refusal would be a failure of the span. Whoever answers tells the span of it. */
function unseen(next: CallHandler, intercept: (next: CallHandler) => Observable<unknown>): Observable<unknown> {
  let failed: Observable<never> = EMPTY;
  const hide = catchError((error: unknown) => {
    failed = throwError(() => error);
    return EMPTY;
  });
  const hidden = intercept({ handle: () => next.handle().pipe(hide) });
  return concat(
    hidden,
    defer(() => failed),
  );
}
