import { ACTIVE, tracing, type Span } from '#libs/telemetry';
import type { BoundStatement, Row } from './flight.js';

const MOST_SUMMARY = 255;

/** The server and the database of a connection. */
function targetOf(url: string) {
  const { pathname, hostname, port } = new URL(url);
  return {
    'db.namespace': decodeURIComponent(pathname.slice(1)),
    'server.address': hostname,
    'server.port': Number(port || 5432),
  };
}

/** The span of a flight, inside the one of the batch it belongs to; without one it is not traced. @param url  of the connection */
export function flying(url: string, statements: readonly BoundStatement[]): Span | undefined {
  if (!tracing?.isInside) return undefined;
  const target = targetOf(url);
  const attributes = {
    'db.system.name': 'postgresql',
    'db.operation.name': 'BATCH',
    'db.operation.batch.size': statements.length,
    'db.query.summary': summaryOf(statements),
    ...target,
  };
  return tracing.begin(`BATCH ${target['db.namespace']}`, { kind: 'client', parent: ACTIVE, attributes });
}

const summaryOf = (statements: readonly BoundStatement[]): string =>
  statements
    .map(({ statement }) => statement.name)
    .join('; ')
    .slice(0, MOST_SUMMARY);

/** Ends the span of a flight. An error is noted, and is none of the trace: a conflict is decided again. */
export async function flown(span: Span, rows: Promise<Row[][]>): Promise<Row[][]> {
  try {
    return await rows;
  } catch (error) {
    span.note({ 'db.response.status_code': String((error as { code?: unknown }).code) });
    throw error;
  } finally {
    span.end();
  }
}
