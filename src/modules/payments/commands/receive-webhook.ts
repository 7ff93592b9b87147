import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UnitOfWork } from '#libs/messaging';
import { ReceiveWebhook } from '#shared/contracts/payments';
import { RecordOutcome, RecordRefund } from '../messages.js';
import { ProviderEvents } from '../ports/provider-events.js';

const RECEIVED = { received: true } as const;

/**
 * Keeps what an event says as a message to oneself, which is repeated while its order is not known, and gets to the same decision as the
 * answer to our own call. What says nothing about a call of ours is not kept.
 */
@CommandHandler(ReceiveWebhook)
export class ReceiveWebhookHandler implements ICommandHandler<ReceiveWebhook> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly events: ProviderEvents,
  ) {}

  async execute({ body, signature }: ReceiveWebhook) {
    const told = this.events.read(body, signature);
    if (!told) return RECEIVED;
    const kept = 'refundId' in told ? new RecordRefund(told) : new RecordOutcome(told);
    return this.work.on({}).decide(() => ({ send: [kept], reply: RECEIVED }));
  }
}
