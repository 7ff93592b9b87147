import { Controller, Get } from '@nestjs/common';
import { GetLag } from '#libs/messaging/ops';
import { Roles } from '../auth/access.js';
import { Operation } from '../openapi/operation.js';
import { Caller } from '../requests/caller.js';
import { EveryContext } from './every-context.js';
import { Lag } from './ops.schemas.js';

@Controller({ path: 'ops/lag', version: '1' })
@Roles('operator')
export class LagHttpController {
  constructor(private readonly everyContext: EveryContext) {}

  @Get()
  @Operation({
    summary: 'What waits for whom, in every context',
    description:
      'For each context and each of its receivers what is due, under way and dead. Contexts that do not answer in time are listed as `missing`.',
    sends: [GetLag],
    replies: { 200: Lag },
  })
  async show(@Caller() caller: Caller) {
    const { answers, missing } = await this.everyContext.ask(new GetLag({}), caller);
    return { contexts: answers.map(({ reply }) => reply), missing };
  }
}
