import { messagingError } from '../errors.js';
import { OLDEST_RECEIVED_DAYS } from '../outbox/housekeeping-sql.js';

const OLDEST_MS = OLDEST_RECEIVED_DAYS * 86_400_000;

/** Inbox rows are deleted after 30 days: an older copy would be processed a second time. */
export function refuseOld(type: string, born: string): void {
  if (Date.now() - Date.parse(born) <= OLDEST_MS) return;
  throw messagingError('message.too-old', `${type} was born ${born}: more than ${OLDEST_RECEIVED_DAYS} days ago`);
}
