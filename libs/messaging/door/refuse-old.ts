import { messagingError } from '../errors.js';
import { OLDEST_RECEIVED_DAYS } from '../outbox/housekeeping-sql.js';

const OLDEST_MS = OLDEST_RECEIVED_DAYS * 86_400_000;

/** The inbox forgets after 30 days: a copy that is older than that would count twice. */
export function refuseOld(type: string, born: string): void {
  if (Date.now() - Date.parse(born) <= OLDEST_MS) return;
  throw messagingError('message.too-old', `${type} was born ${born}: more than ${OLDEST_RECEIVED_DAYS} days ago`);
}
