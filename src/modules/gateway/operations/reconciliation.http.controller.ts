import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { startOf } from '#libs/messaging/paging';
import { ListOrderDifferences, RepairOrderDifference } from '#shared/contracts/orders';
import { ListPaymentDifferences, RepairPaymentDifference } from '#shared/contracts/payments';
import { Id } from '#shared/kernel';
import { Roles } from '../auth/access.js';
import { Operation } from '../openapi/operation.js';
import { Problem } from '../problems/problem.js';
import { Caller } from '../requests/caller.js';
import { linkNext } from '../requests/link-next.js';
import { Requests } from '../requests/requests.js';
import { EveryContext } from './every-context.js';
import { merged } from './merged-differences.js';
import { Comparer, DifferencePage, DifferenceQuery, RepairedDifference, RepairWish } from './reconciliation.schemas.js';

const Place = z.tuple([z.iso.datetime(), Id]);

/** What two sides say differently of an order, and what an operator has done about it. */
@Controller({ path: 'ops/reconciliation', version: '1' })
@Roles('operator')
export class ReconciliationHttpController {
  constructor(
    private readonly requests: Requests,
    private readonly everyContext: EveryContext,
  ) {}

  @Get()
  @Operation({
    summary: 'What provider, payments, orders and stock say differently',
    description:
      'They are compared all the time, a page at a time. A difference is listed when it was seen twice, with a pause in which everything that is under way ends; one that is over is closed by itself. Contexts that do not answer in time are listed as `missing`.',
    sends: [ListPaymentDifferences, ListOrderDifferences],
    replies: { 200: DifferencePage },
    problems: { 'ops.bad-cursor': 'invalid' },
  })
  async list(
    @Query({ schema: DifferenceQuery }) query: DifferenceQuery,
    @Caller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { cursor, ...filter } = query;
    const start = startOf(cursor, Place, () => new Problem(400, 'ops.bad-cursor'));
    const asked = { ...filter, ...(start && { after: { since: start[0], id: start[1] } }) };
    const [payments, orders] = await Promise.all([
      this.everyContext.replyOf('payments', new ListPaymentDifferences(asked), caller),
      this.everyContext.replyOf('orders', new ListOrderDifferences(asked), caller),
    ]);
    const parts = Object.entries({ payments, orders }).map(([context, part]) => ({
      context: context as Comparer,
      part,
    }));
    const found = parts.flatMap(({ context, part }) =>
      part ? [{ ...part, differences: part.differences.map((one) => ({ context, ...one })) }] : [],
    );
    const page = merged(found, query.limit);
    linkNext(reply, '/v1/ops/reconciliation', query, page.page);
    return { ...page, missing: parts.filter(({ part }) => !part).map(({ context }) => context) };
  }

  @Post(':comparer/:id/repair')
  @HttpCode(200)
  @Operation({
    summary: 'Repair a difference, or say what that would do',
    description:
      'Both sides are asked once more first: what is over by now is closed, and nothing is done. With `dryRun` nothing is done in any case. 409 where a person has to do it, as its `repair` says. The reason is kept with the difference and in the audit log.',
    sends: [RepairPaymentDifference, RepairOrderDifference],
    replies: { 200: RepairedDifference },
  })
  repair(
    @Param('comparer', { schema: Comparer }) comparer: Comparer,
    @Param('id', { schema: Id.describe('The id of the difference.') }) id: string,
    @Body({ schema: RepairWish }) wish: RepairWish,
    @Caller() caller: Caller,
  ) {
    const Repair = comparer === 'payments' ? RepairPaymentDifference : RepairOrderDifference;
    return this.requests.once(new Repair({ id, ...wish }), caller);
  }
}
