import { Controller, Get, Param } from '@nestjs/common';
import { Config } from '#libs/config';
import { TellStory } from '#libs/messaging/ops';
import { Id } from '#shared/kernel';
import { Roles } from '../auth/access.js';
import { Operation } from '../openapi/operation.js';
import { Problem } from '../problems/problem.js';
import { Caller } from '../requests/caller.js';
import { operationsConfig } from './config.js';
import { EveryContext } from './every-context.js';
import { Story } from './ops.schemas.js';
import { storyOf } from './story.js';

@Controller({ path: 'ops/orders/:id/story', version: '1' })
@Roles('operator')
export class StoriesHttpController {
  private readonly traceUrl: string | undefined;

  constructor(
    private readonly everyContext: EveryContext,
    config: Config,
  ) {
    this.traceUrl = config.get(operationsConfig).CLEAVE_TRACE_URL;
  }

  @Get()
  @Operation({
    summary: 'All that the contexts know of an order, in time order',
    description:
      'Events, messages, timers, calls to the world and own records of every context, merged by time. Contexts that do not answer in time are listed as `missing`.',
    sends: [TellStory],
    replies: { 200: Story },
    problems: { 'ops.no-story': 'not-found' },
  })
  async tell(@Param('id', { schema: Id.describe('The id of the order.') }) id: string, @Caller() caller: Caller) {
    const story = storyOf(await this.everyContext.ask(new TellStory({ key: id }), caller), this.traceUrl);
    if (!story.facts.length && !story.missing.length) throw new Problem(404, 'ops.no-story');
    return story;
  }
}
