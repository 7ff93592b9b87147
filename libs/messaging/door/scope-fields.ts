import { spanIdOf, traceIdOf, type Fields } from '#libs/logging';
import { currentScope } from '../scope.js';

/** What a line of the log says of the message or request in whose scope it is written. */
export function fieldsOfScope(): Fields | undefined {
  const scope = currentScope();
  if (!scope) return undefined;
  const { traceparent } = scope.headers;
  return { trace_id: traceIdOf(traceparent), span_id: spanIdOf(traceparent), key: scope.key, id: scope.id };
}
