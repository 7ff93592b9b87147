import { z } from 'zod';
import { pageOf } from '#libs/messaging/contract';
import * as ops from '#libs/messaging/ops';
import { Text } from '#shared/kernel';
import { PageQuery } from '../requests/schemas.js';

/** Contexts that did not answer in time: their data is not included. */
const missing = z.array(z.string()).describe('Contexts that did not answer in time.');

export const ContextName = z.string().regex(/^[a-z][a-z-]{0,39}$/, 'the name of a context');

export const Lag = z.object({ contexts: z.array(ops.ContextLag), missing }).meta({ id: 'Lag' });

const Count = z.int().min(0);
const Breaker = z.object({
  name: z.string().describe('Who calls whom, such as `gateway to payments`.'),
  state: z
    .enum(['closed', 'open', 'half-open'])
    .describe('`closed`: calls are made. `open`: they are refused. `half-open`: the next call is a trial.'),
  since: z.iso.datetime().describe('When it last closed or opened; a trial that fails does not change it.'),
  counts: z
    .object({ successes: Count, failures: Count, refused: Count })
    .describe('Of the last ten seconds. An error code is an answer, and counts as a success.'),
  opened: Count.describe('How often it has opened since the process started.'),
});
export const BreakerList = z.object({ data: z.array(Breaker) }).meta({
  id: 'BreakerList',
  description:
    'One for each context of another process, proxied service and external system that this process has called.',
});
export type BreakerList = z.output<typeof BreakerList>;

export const DeadLetterGroups = z
  .object({ data: z.array(ops.DeadLetterGroup.extend({ context: z.string() })), missing })
  .meta({ id: 'DeadLetterGroups' });
export const DeadLetterPage = pageOf(ops.DeadLetter).meta({ id: 'DeadLetterPage' });
export const DeadMessage = ops.DeadMessage.meta({ id: 'DeadMessage' });

/** Which part of the dead letters: all of a context, or those of a group. */
export const DeadLetterQuery = PageQuery.extend({ group: ops.GroupName.optional() });
export type DeadLetterQuery = z.output<typeof DeadLetterQuery>;

/** A body may hold personal data, so it is included only on request. */
export const BodyQuery = z.strictObject({ body: z.enum(['true', 'false']).default('false') });
export type BodyQuery = z.output<typeof BodyQuery>;

export const Reason = z
  .strictObject({ reason: Text(200) })
  .meta({ id: 'Reason', examples: [{ reason: 'the cause is mended' }] });
export type Reason = z.output<typeof Reason>;
export const Settlement = ops.Redrive.contract.reply!.meta({ id: 'Settlement' });

export const Story = z
  .object({
    facts: z.array(
      ops.StoryFact.extend({
        context: z.string(),
        ms: z.int().describe('Since the first fact, by the clocks of those who tell.'),
      }),
    ),
    isWhole: z.boolean().describe('False when a context knows more than it tells.'),
    missing,
  })
  .meta({ id: 'Story' });
