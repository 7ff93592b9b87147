import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Discard, Redrive } from '#libs/messaging/ops';
import { Id } from '#shared/kernel';
import { Roles } from '../auth/access.js';
import { Operation } from '../openapi/operation.js';
import { Caller } from '../requests/caller.js';
import { Requests } from '../requests/requests.js';
import { EveryContext } from './every-context.js';
import { ContextName, Group, Reason, Settlement } from './ops.schemas.js';

const replies = { 200: Settlement };
const problems = { 'ops.no-such-context': 'not-found' } as const;

/** Redrives or discards dead letters: a single message, or up to a hundred of a group per request. */
@Controller({ path: 'ops/dead-letters/:context', version: '1' })
@Roles('operator')
export class SettlementsHttpController {
  constructor(
    private readonly requests: Requests,
    private readonly everyContext: EveryContext,
  ) {}

  @Post(':id/redrive')
  @HttpCode(200)
  @Operation({
    summary: 'Send a dead message again, under its id',
    description:
      'Every receiver that has not processed it gets it once more. A receiver that has processed it answers and does nothing. The reason is logged with the name of the operator.',
    sends: [Redrive],
    replies,
    problems,
  })
  redrive(
    @Param('context', { schema: ContextName }) context: string,
    @Param('id', { schema: Id.describe('The id of the message.') }) id: string,
    @Body({ schema: Reason }) { reason }: Reason,
    @Caller() caller: Caller,
  ) {
    return this.settle(context, new Redrive({ id, reason }), caller);
  }

  @Post(':id/discard')
  @HttpCode(200)
  @Operation({
    summary: 'Give a dead message up for good',
    description: 'It is never processed. The reason is logged with the name of the operator.',
    sends: [Discard],
    replies,
    problems,
  })
  discard(
    @Param('context', { schema: ContextName }) context: string,
    @Param('id', { schema: Id.describe('The id of the message.') }) id: string,
    @Body({ schema: Reason }) { reason }: Reason,
    @Caller() caller: Caller,
  ) {
    return this.settle(context, new Discard({ id, reason }), caller);
  }

  @Post('groups/:group/redrive')
  @HttpCode(200)
  @Operation({
    summary: 'Send the first hundred of a group again',
    description:
      'Like sending one again, for up to a hundred dead letters of one cause. `more` says whether the group has others: repeat the request with another `Idempotency-Key`.',
    sends: [Redrive],
    replies,
    problems,
  })
  redriveGroup(
    @Param('context', { schema: ContextName }) context: string,
    @Param('group', { schema: Group }) group: string,
    @Body({ schema: Reason }) { reason }: Reason,
    @Caller() caller: Caller,
  ) {
    return this.settle(context, new Redrive({ group, reason }), caller);
  }

  @Post('groups/:group/discard')
  @HttpCode(200)
  @Operation({
    summary: 'Give the first hundred of a group up for good',
    description:
      'Like giving up one, for up to a hundred dead letters of one cause. `more` says whether the group has others: repeat the request with another `Idempotency-Key`.',
    sends: [Discard],
    replies,
    problems,
  })
  discardGroup(
    @Param('context', { schema: ContextName }) context: string,
    @Param('group', { schema: Group }) group: string,
    @Body({ schema: Reason }) { reason }: Reason,
    @Caller() caller: Caller,
  ) {
    return this.settle(context, new Discard({ group, reason }), caller);
  }

  private settle(to: string, wish: Redrive | Discard, caller: Caller) {
    this.everyContext.check(to);
    return this.requests.once(wish, caller, { to });
  }
}
