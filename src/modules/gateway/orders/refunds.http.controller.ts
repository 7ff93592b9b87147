import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { PreviewRefund, RefundOrder } from '#shared/contracts/orders';
import { Id } from '#shared/kernel';
import { Roles } from '../auth/access.js';
import { Operation } from '../openapi/operation.js';
import { Caller } from '../requests/caller.js';
import { Requests } from '../requests/requests.js';
import { AcceptedRefund, RefundPreview, RefundPreviewWish, RefundWish } from './refunds.schemas.js';

const ORDER = { schema: Id.describe('The id of the order.') };

@Controller({ path: 'orders/:id/refunds', version: ['1', '2'] })
@Roles('operator')
export class RefundsHttpController {
  constructor(private readonly requests: Requests) {}

  @Post('preview')
  @HttpCode(200)
  @Operation({
    summary: 'What a refund would give back',
    description:
      'Changes nothing. Pieces are worth their part of what is left of the money of their line; an amount is shared out by what is left of each line. The shares come to the amount, to the last minor unit.',
    sends: [PreviewRefund],
    replies: { 200: RefundPreview },
  })
  preview(
    @Param('id', ORDER) id: string,
    @Body({ schema: RefundPreviewWish }) wish: RefundPreviewWish,
    @Caller() caller: Caller,
  ) {
    return this.requests.ask(new PreviewRefund({ id, ...wish }), caller);
  }

  @Post()
  @HttpCode(202)
  @Operation({
    summary: 'Give a part of an order back',
    description:
      'Of a confirmed order, as often as there is something left: of many at the same time as many are accepted as there is money for. Either lines, whose goods go back to the shelf where `restock` says so, or an amount. It is accepted and goes on by itself: the money first, and then the goods. The order shows its refunds, and the sum in `refunded`; one that the provider refuses is `failed` and has given nothing back.',
    sends: [RefundOrder],
    replies: { 202: AcceptedRefund },
  })
  refund(@Param('id', ORDER) id: string, @Body({ schema: RefundWish }) wish: RefundWish, @Caller() caller: Caller) {
    return this.requests.once(new RefundOrder({ id, ...wish }), caller);
  }
}
