import { eventStream } from '#libs/event-store';
import { refund } from '../sagas/refund.steps.js';

/** The event stream of a refund (its journal), under the refund's id. */
export const refundStream = eventStream('refund', refund.journal);
