import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { GetDeadLetter, ListDeadLetterGroups, ListDeadLetters } from '#libs/messaging/ops';
import { Id } from '#shared/kernel';
import { Roles } from '../auth/access.js';
import { Operation } from '../openapi/operation.js';
import { Caller } from '../requests/caller.js';
import { linkNext } from '../requests/link-next.js';
import { Requests } from '../requests/requests.js';
import { EveryContext } from './every-context.js';
import {
  BodyQuery,
  ContextName,
  DeadLetterGroups,
  DeadLetterPage,
  DeadLetterQuery,
  DeadMessage,
} from './ops.schemas.js';

const problems = { 'ops.no-such-context': 'not-found' } as const;

@Controller({ path: 'ops/dead-letters', version: '1' })
@Roles('operator')
export class DeadLettersHttpController {
  constructor(
    private readonly requests: Requests,
    private readonly everyContext: EveryContext,
  ) {}

  @Get()
  @Operation({
    summary: 'The open dead letters of every context, counted by type and error',
    description:
      'A dead letter is a message that its receiver could not process, often enough to give up. Here they are counted by type and error, since those of one cause are settled together. Contexts that do not answer in time are listed as `missing`.',
    sends: [ListDeadLetterGroups],
    replies: { 200: DeadLetterGroups },
  })
  async groups(@Caller() caller: Caller) {
    const { answers, missing } = await this.everyContext.ask(new ListDeadLetterGroups({}), caller);
    const data = answers.flatMap(({ context, reply }) => reply.groups.map((group) => ({ context, ...group })));
    return { data, missing };
  }

  @Get(':context')
  @Operation({
    summary: 'The open dead letters of a context, of all groups or of one',
    description: 'One by one, page by page. `group` leaves out all but those of a group.',
    sends: [ListDeadLetters],
    replies: { 200: DeadLetterPage },
    problems,
  })
  async list(
    @Param('context', { schema: ContextName }) context: string,
    @Query({ schema: DeadLetterQuery }) query: DeadLetterQuery,
    @Caller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    this.everyContext.check(context);
    const letters = await this.requests.ask(new ListDeadLetters(query), caller, { to: context });
    linkNext(reply, `/v1/ops/dead-letters/${context}`, query, letters.page);
    return letters;
  }

  @Get(':context/:id')
  @Operation({
    summary: 'A dead message, settled or not; with `body=true` its body, which may hold personal data',
    description:
      'The message in full, and each receiver that did not process it. With `body=true` also its body, which may hold personal data; the log says who has read it.',
    sends: [GetDeadLetter],
    replies: { 200: DeadMessage },
    problems,
  })
  show(
    @Param('context', { schema: ContextName }) context: string,
    @Param('id', { schema: Id.describe('The id of the message.') }) id: string,
    @Query({ schema: BodyQuery }) { body }: BodyQuery,
    @Caller() caller: Caller,
  ) {
    this.everyContext.check(context);
    return this.requests.ask(new GetDeadLetter({ id, withBody: body === 'true' }), caller, { to: context });
  }
}
