import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Help, HelpSaga, ListSagas, ShowSaga } from '#shared/contracts/orders';
import { Id } from '#shared/kernel';
import { Roles } from '../auth/access.js';
import { Operation } from '../openapi/operation.js';
import { Caller } from '../requests/caller.js';
import { linkNext } from '../requests/link-next.js';
import { Requests } from '../requests/requests.js';
import { Reason } from './ops.schemas.js';
import { HelpedStep, HelpVerb, Saga, SagaPage, SagaQuery, StepName } from './sagas.schemas.js';

const orderId = Id.describe('The id of the order.');

/** Sagas that have not ended, and what a person can do for one that cannot go on by itself. */
@Controller({ path: 'ops/sagas', version: '1' })
@Roles('operator')
export class SagasHttpController {
  constructor(private readonly requests: Requests) {}

  @Get()
  @Operation({
    summary: 'The checkouts that have not ended',
    description:
      'Page by page, those that began first before the others; of 10,000 that wait for an answer and 10,000 that have waited for a person. `state=compensation-failed` are those that wait for one.',
    sends: [ListSagas],
    replies: { 200: SagaPage },
  })
  async list(
    @Query({ schema: SagaQuery }) query: SagaQuery,
    @Caller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const sagas = await this.requests.ask(new ListSagas(query), caller);
    linkNext(reply, '/v1/ops/sagas', query, sagas.page);
    return sagas;
  }

  @Get(':id')
  @Operation({
    summary: 'Where a checkout stands, and all that has happened to it',
    description: 'By the id of its order. `needsHelp` marks the steps that wait for a person.',
    sends: [ShowSaga],
    replies: { 200: Saga },
  })
  show(@Param('id', { schema: orderId }) id: string, @Caller() caller: Caller) {
    return this.requests.ask(new ShowSaga({ id }), caller);
  }

  @Post(':id/steps/:step/:help')
  @HttpCode(200)
  @Operation({
    summary: 'Retry, skip or force a step that cannot be undone',
    description:
      '`retry` sends its undo again. `skip` lets the other undos run first; the step stays open. `force` says that it has no effect any more, as when the money was given back by hand: of money only an admin may say so. 409 when the step goes on by itself. The reason is kept in the history of the order and in the audit log.',
    sends: [HelpSaga],
    replies: { 200: HelpedStep },
  })
  help(
    @Param('id', { schema: orderId }) id: string,
    @Param('step', { schema: StepName }) step: string,
    @Param('help', { schema: HelpVerb }) help: Help,
    @Body({ schema: Reason }) { reason }: Reason,
    @Caller() caller: Caller,
  ) {
    return this.requests.once(new HelpSaga({ id, step, help, reason }), caller);
  }
}
