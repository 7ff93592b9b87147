import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ReceiveWebhook } from '#shared/contracts/payments';
import { Public } from '../auth/access.js';
import { KeepsBody } from '../http/keeps-body.js';
import { Operation } from '../openapi/operation.js';
import { Caller } from '../requests/caller.js';
import { Requests } from '../requests/requests.js';
import { ProviderEvent, Received } from './payment-webhooks.schemas.js';

const CLIENT = 'the payment provider';

/** What the payment provider posts. The secret of its signature belongs to payments, so the event is handed over as it came. */
@Controller({ path: 'webhooks/payments', version: '1' })
export class PaymentWebhooksHttpController {
  constructor(private readonly requests: Requests) {}

  /** An id that somebody has guessed occupies nothing: payments looks at the signature before it looks whether it knows the id. */
  @Post()
  @HttpCode(200)
  @Public()
  @KeepsBody()
  @Operation({
    summary: 'Take an event of the payment provider',
    description:
      'Posted by the provider, signed in `Stripe-Signature` over the body as it is; a signature counts for five minutes. 200 says that the event is stored, or that there is nothing to do about it, as about types that are not known. Anything else: post it again. The same event may come as often as it likes, in any order. 404 where no secret of webhooks is set.',
    tries: [ReceiveWebhook],
    problems: ReceiveWebhook.contract.errors,
    replies: { 200: Received },
  })
  receive(
    @Body({ schema: ProviderEvent }) { id }: ProviderEvent,
    @Req() { rawBody, headers }: FastifyRequest,
    @Caller() caller: Caller,
  ) {
    const signature = String(headers['stripe-signature'] ?? '');
    return this.requests.onceFor(new ReceiveWebhook({ body: rawBody, signature }), caller, CLIENT, id);
  }
}
