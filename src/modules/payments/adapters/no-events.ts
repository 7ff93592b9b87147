import { refuse } from '#libs/messaging/contract';
import { ReceiveWebhook } from '#shared/contracts/payments';
import { ProviderEvents } from '../ports/provider-events.js';

/** Of a provider that posts nothing, and where there is no secret by which an event could be told from a forged one. */
export class NoEvents extends ProviderEvents {
  read(): never {
    throw refuse(ReceiveWebhook, 'payments.no-webhooks');
  }
}
