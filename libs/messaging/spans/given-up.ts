import type { Row } from '#libs/database';
import { tracing } from '#libs/telemetry';
import { traceparentOf } from './sending.js';

/** The end of a message that has become a dead letter: here its failure is final. */
export function givenUp(row: Row): void {
  if (!tracing) return;
  const { id, type, key, headers, error } = row as Record<string, string>;
  const span = tracing.begin(`give up ${type}`, {
    parent: traceparentOf({ headers: headers! }),
    attributes: {
      'messaging.system': 'cleave',
      'messaging.destination.name': type,
      'messaging.message.id': id,
      'cleave.key': key,
    },
  });
  span?.failed('message.dead-letter', error);
  span?.end();
}
