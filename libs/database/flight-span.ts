import { ACTIVE, tracing, type Span } from '#libs/telemetry';
import type { BoundStatement, Row } from './flight.js';

/** The server and the database of a connection, as attributes of its spans. */
export type Target = Readonly<Record<'db.namespace' | 'server.address' | 'server.port', string | number>>;

const MOST_SUMMARY = 255;

export function targetOf(url: string): Target {
  const { pathname, hostname, port } = new URL(url);
  return {
    'db.namespace': decodeURIComponent(pathname.slice(1)),
    'server.address': hostname,
    'server.port': Number(port || 5432),
  };
}

/** The span of a flight, inside the one of the batch it belongs to; without one it is not traced. */
export const flying = (target: Target, statements: readonly BoundStatement[]): Span | undefined =>
  tracing?.begin(`BATCH ${target['db.namespace']}`, {
    kind: 'client',
    parent: ACTIVE,
    attributes: {
      'db.system.name': 'postgresql',
      'db.operation.name': 'BATCH',
      'db.operation.batch.size': statements.length,
      'db.query.summary': statements
        .map(({ statement }) => statement.name)
        .join('; ')
        .slice(0, MOST_SUMMARY),
      ...target,
    },
  });

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
